import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';

import { createEnvelopeSealer } from './envelope-sealer.ts';
import { createKmsDataKeys } from './kms-data-keys.ts';
import { createRawDataKeys } from './raw-data-keys.ts';

const ARN = 'arn:aws:kms:ap-southeast-1:000000000000:key/1';

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
          output: { $metadata: {}, Plaintext: await raw.unwrap(args.input.CiphertextBlob as Uint8Array) },
        };
      const { plain, wrapped } = await raw.generate();
      return { response: {}, output: { $metadata: {}, Plaintext: plain, CiphertextBlob: wrapped } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { client, asked };
}

describe('data keys of KMS', () => {
  it('are asked for under the key and its purpose, and unwrapped the same way', async () => {
    const { client, asked } = stubbedKms();
    const sealed = await createEnvelopeSealer({ dataKeys: createKmsDataKeys({ client, keyArn: ARN }) }).seal('ลับ', {
      id: '1',
    });
    const other = createEnvelopeSealer({ dataKeys: createKmsDataKeys({ client, keyArn: ARN }) });
    expect(await other.open(sealed, { id: '1' })).toBe('ลับ');
    const EncryptionContext = { purpose: 'household-file' };
    expect(asked).toEqual([
      { KeyId: ARN, KeySpec: 'AES_256', EncryptionContext },
      { KeyId: ARN, CiphertextBlob: expect.any(Uint8Array), EncryptionContext },
    ]);
    expect(new GenerateDataKeyCommand(asked[0] as never).input).toBe(asked[0]);
    expect(new DecryptCommand(asked[1] as never).input).toBe(asked[1]);
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
    await expect(keys.generate()).rejects.toThrow('throttled');
  });
});
