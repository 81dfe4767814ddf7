import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';

import type { DataKeys } from './data-keys.ts';
import { SealBroken } from './envelope-format.ts';

/** What every data key is bound to in KMS: the key policy and the trail of KMS can name it. */
export const SEALING_PURPOSE = 'household-file';

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
