import { ListTablesCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';

const answers = async (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { method: 'POST', body: '{}' }).then(
    () => true,
    () => false,
  );

describe('the DynamoDB engine', () => {
  it('answers', async () => {
    const client = new DynamoDBClient({
      endpoint: inject('dynamodb'),
      region: 'ap-southeast-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toBeDefined();
  });

  it('does not outlive a process that is killed', async () => {
    const { DYNAMODB_ENDPOINT: _, ...env } = process.env;
    const script = fileURLToPath(new URL('functions/start-dynamodb.ts', import.meta.url));
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const endpoint = line.toString('utf8').trim();
    expect(await answers(endpoint)).toBe(true);
    child.kill('SIGKILL');
    let alive = true;
    for (let tries = 0; tries < 100 && alive; tries += 1) {
      await delay(20);
      alive = await answers(endpoint);
    }
    expect(alive).toBe(false);
  });
});
