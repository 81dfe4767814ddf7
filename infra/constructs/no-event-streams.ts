/**
 * Stands in bundles for the SDK's event streams (S3 Select, Kinesis, Transcribe): no call of ours answers with one. The clients
 * ask for these names when they are made, so they are here; a stream itself is refused.
 */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

export function eventStreamSerdeProvider(): EventStreamSerde {
  return new EventStreamSerde();
}

export class EventStreamSerde {
  serializeEventStream(): never {
    throw new Error('Event streams are not part of the bundle');
  }

  deserializeEventStream(): never {
    throw new Error('Event streams are not part of the bundle');
  }
}
