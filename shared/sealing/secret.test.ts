import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';

import { loadSecret } from './secret.ts';

function stubbedSecrets(output: object | Error) {
  const asked: object[] = [];
  const client = new SecretsManagerClient({ region: 'ap-southeast-1' });
  client.middlewareStack.add(
    () => async (args) => {
      asked.push(args.input);
      if (output instanceof Error) throw output;
      return { response: {}, output: { $metadata: {}, ...output } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { client, asked };
}

const arn = (name: string) => `arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:${name}`;

describe('a secret', () => {
  it('may be given whole on one machine', async () => {
    const bytes = Buffer.alloc(32, 9);
    expect(Buffer.from(await loadSecret(`raw:${bytes.toString('base64')}`))).toEqual(bytes);
  });

  it('is loaded once from Secrets Manager, also by callers that come together', async () => {
    const { client, asked } = stubbedSecrets({ SecretString: 's'.repeat(40) });
    const loaded = await Promise.all([1, 2, 3].map(() => loadSecret(`secret:${arn('text')}`, client)));
    expect(loaded.map((bytes) => Buffer.from(bytes).toString())).toEqual(
      Array.from({ length: 3 }, () => 's'.repeat(40)),
    );
    expect(asked).toEqual([{ SecretId: arn('text') }]);
  });

  it('may be bytes', async () => {
    const { client } = stubbedSecrets({ SecretBinary: new Uint8Array(32).fill(3) });
    expect(await loadSecret(`secret:${arn('bytes')}`, client)).toEqual(new Uint8Array(32).fill(3));
  });

  it('is the newest of its name, whatever day stands behind it', async () => {
    const { client, asked } = stubbedSecrets({ SecretString: 's'.repeat(40) });
    await loadSecret(`secret:${arn('dated')}#2026-11-25`, client);
    await loadSecret(`secret:${arn('dated')}#2026-12-01`, client);
    expect(asked).toEqual([{ SecretId: arn('dated') }, { SecretId: arn('dated') }]);
  });

  it.each([`raw:${Buffer.alloc(31).toString('base64')}`, 'file:/etc/passwd'])('is refused: %s', async (reference) => {
    await expect(loadSecret(reference)).rejects.toThrow(/^A secret/);
  });

  it('that could not be loaded is asked for again', async () => {
    const reference = `secret:${arn('later')}`;
    await expect(loadSecret(reference, stubbedSecrets(new Error('throttled')).client)).rejects.toThrow('throttled');
    await expect(loadSecret(reference, stubbedSecrets({ SecretString: 'short' }).client)).rejects.toThrow('32 bytes');
    const { client } = stubbedSecrets({ SecretString: 's'.repeat(32) });
    expect(await loadSecret(reference, client)).toHaveLength(32);
  });
});
