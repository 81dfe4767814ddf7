import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';

import { SEALING_PURPOSE, type DataKeys } from './data-keys.ts';
import { SealBroken } from './envelope-format.ts';

/** Data keys of a KMS key, bound to the encryption context `{purpose}`. */
export function createKmsDataKeys({ client, keyArn }: { client: KMSClient; keyArn: string }): DataKeys {
  const EncryptionContext = { purpose: SEALING_PURPOSE };
  return {
    async generate() {
      const { Plaintext, CiphertextBlob } = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS gave no data key');
      return { plain: Plaintext, wrapped: CiphertextBlob };
    },
    async unwrap(wrapped) {
      try {
        const { Plaintext } = await client.send(
          new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext }),
        );
        if (Plaintext) return Plaintext;
      } catch (error) {
        if (!(error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException)) throw error;
      }
      throw new SealBroken('wrong-key');
    },
  };
}
