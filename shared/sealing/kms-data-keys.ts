import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';

import { SEALING_PURPOSE, spellName, type DataKeys } from './data-keys.ts';
import { SealBroken } from './envelope-format.ts';

/** Data keys of a KMS key, bound to the encryption context `{purpose, name}`; those in envelopes of version 1 to `{purpose}`. */
export function createKmsDataKeys({ client, keyArn }: { client: KMSClient; keyArn: string }): DataKeys {
  const contextOf = (name: Uint8Array | undefined) => ({
    purpose: SEALING_PURPOSE,
    ...(name ? { name: spellName(name) } : {}),
  });
  return {
    async generate(name) {
      const { Plaintext, CiphertextBlob } = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: contextOf(name) }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS gave no data key');
      return { plain: Plaintext, wrapped: CiphertextBlob };
    },
    async unwrap(wrapped, name) {
      try {
        const { Plaintext } = await client.send(
          new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext: contextOf(name) }),
        );
        if (Plaintext) return Plaintext;
      } catch (error) {
        if (!(error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException)) throw error;
      }
      throw new SealBroken('wrong-key');
    },
  };
}
