/** Who is told of every package, as NESDC is: here a queue that subscribes to the topic, where an address of mail would. */
import * as z from 'zod';
import { nameIn, STAGES } from '#infra/stages.ts';
import type { Account } from './account.ts';

const QUEUE = nameIn(STAGES.emulator, 'told-of-packages');

/** So many are asked for at once, since each command of the harness starts anew. */
const CALLS = 20;

export class Subscriber {
  readonly #account: Account;
  readonly #queue: string;

  private constructor(account: Account, queue: string) {
    this.#account = account;
    this.#queue = queue;
  }

  static async to(account: Account, topic: string): Promise<Subscriber> {
    const [made] = await account.call([['sqs', 'create_queue', { QueueName: QUEUE }]]);
    const { QueueUrl: queue } = z.object({ QueueUrl: z.string() }).parse(made);
    const [described] = await account.call([
      ['sqs', 'get_queue_attributes', { QueueUrl: queue, AttributeNames: ['QueueArn'] }],
    ]);
    const { QueueArn: arn } = z.object({ Attributes: z.object({ QueueArn: z.string() }) }).parse(described).Attributes;
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn,
          Condition: { ArnEquals: { 'aws:SourceArn': topic } },
        },
      ],
    };
    await account.call([
      ['sqs', 'set_queue_attributes', { QueueUrl: queue, Attributes: { Policy: JSON.stringify(policy) } }],
      [
        'sns',
        'subscribe',
        { TopicArn: topic, Protocol: 'sqs', Endpoint: arn, Attributes: { RawMessageDelivery: 'true' } },
      ],
    ]);
    return new Subscriber(account, queue);
  }

  /** What has come since the last time, and is taken away. */
  async take(): Promise<string[]> {
    const answered = z.object({ Messages: z.array(z.object({ Body: z.string() })).default([]) });
    const receive = [
      'sqs',
      'receive_message',
      { QueueUrl: this.#queue, MaxNumberOfMessages: 10, VisibilityTimeout: 600 },
    ] as const;
    const taken: string[] = [];
    for (;;) {
      const answers = await this.#account.call(Array.from({ length: CALLS }, () => receive));
      const bodies = answers.flatMap((answer) => answered.parse(answer).Messages.map(({ Body }) => Body));
      if (bodies.length === 0) return taken;
      taken.push(...bodies);
    }
  }
}
