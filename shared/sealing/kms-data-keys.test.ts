import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';

import { createKmsDataKeys } from './kms-data-keys.ts';
import { createRawDataKeys } from './raw-data-keys.ts';

const ARN = 'arn:aws:kms:ap-southeast-1:000000000000:key/1';

function nameIn(input: object): Uint8Array | undefined {
  const context = 'EncryptionContext' in input ? (input.EncryptionContext as { name?: string }) : {};
  return context.name === undefined ? undefined : Buffer.from(context.name, 'hex');
}

/** A KMS whose answers are made here; the requests are kept. */
function stubbedKms(fail?: Error) {
  const raw = createRawDataKeys(Buffer.alloc(32, 5));
  const asked: object[] = [];
  const client = new KMSClient({ region: 'ap-southeast-1' });
  client.middlewareStack.add(
    () => async (args) => {
      asked.push(args.input);
      if (fail) throw fail;
      if ('CiphertextBlob' in args.input)
        return {
          response: {},
          output: {
            $metadata: {},
            Plaintext: await raw.unwrap(args.input.CiphertextBlob as Uint8Array, nameIn(args.input)),
          },
        };
      const { plain, wrapped } = await raw.generate(nameIn(args.input) ?? new Uint8Array());
      return { response: {}, output: { $metadata: {}, Plaintext: plain, CiphertextBlob: wrapped } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { client, asked };
}

describe('data keys of KMS', () => {
  const NAME = Buffer.from('0102030405060708', 'hex');

  it('are asked for under the key, its purpose and their name, and unwrapped the same way', async () => {
    const { client, asked } = stubbedKms();
    const keys = createKmsDataKeys({ client, keyArn: ARN });
    const { plain, wrapped } = await keys.generate(NAME);
    expect(await keys.unwrap(wrapped, NAME)).toEqual(plain);
    const EncryptionContext = { purpose: 'household-file', name: '0102030405060708' };
    expect(asked).toEqual([
      { KeyId: ARN, KeySpec: 'AES_256', EncryptionContext },
      { KeyId: ARN, CiphertextBlob: wrapped, EncryptionContext },
    ]);
    expect(new GenerateDataKeyCommand(asked[0] as never).input).toBe(asked[0]);
    expect(new DecryptCommand(asked[1] as never).input).toBe(asked[1]);
  });

  it('that lie in envelopes of version 1 are bound to the purpose alone', async () => {
    const { client, asked } = stubbedKms(new InvalidCiphertextException({ message: '', $metadata: {} }));
    const wrapped = new Uint8Array(184);
    await expect(createKmsDataKeys({ client, keyArn: ARN }).unwrap(wrapped)).rejects.toThrow('wrong-key');
    expect(asked).toEqual([{ KeyId: ARN, CiphertextBlob: wrapped, EncryptionContext: { purpose: 'household-file' } }]);
  });

  it.each([
    new InvalidCiphertextException({ message: '', $metadata: {} }),
    new IncorrectKeyException({ message: '', $metadata: {} }),
  ])('that KMS did not wrap are a broken seal ($name)', async (refusal) => {
    const keys = createKmsDataKeys({ client: stubbedKms(refusal).client, keyArn: ARN });
    await expect(keys.unwrap(new Uint8Array(60))).rejects.toMatchObject({ name: 'SealBroken', reason: 'wrong-key' });
  });

  it('that KMS cannot give now are a failure of KMS', async () => {
    const keys = createKmsDataKeys({ client: stubbedKms(new Error('throttled')).client, keyArn: ARN });
    await expect(keys.unwrap(new Uint8Array(60))).rejects.toThrow('throttled');
    await expect(keys.generate(NAME)).rejects.toThrow('throttled');
  });
});
