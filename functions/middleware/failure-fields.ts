/**
 * What a log may say of an unexpected failure. Its message is left out: libraries quote what they were given, and that may
 * be a name. The places of the stack, the name and the service's own request id are enough to find it.
 */
export function failureFields(failure: unknown): Record<string, unknown> {
  if (!(failure instanceof Error)) return { failure: typeof failure };
  const places = (failure.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const { cause } = failure;
  return {
    failure: failure.name,
    places: places.slice(0, 12).map((line) => line.trim()),
    ...('logFields' in failure ? { fields: failure.logFields } : {}),
    ...('$metadata' in failure ? { service: failure.$metadata } : {}),
    ...(cause instanceof Error ? { cause: failureFields(cause) } : {}),
  };
}
