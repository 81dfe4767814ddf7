import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const MIN_BYTES = 32;
const loaded = new Map<string, Promise<Uint8Array>>();

/**
 * Bytes of a secret named as in `INDEX_SECRET` and `CURSOR_SECRET`: `raw:<base64>`, or `secret:<arn>` of Secrets Manager
 * (its text as UTF-8, or its bytes), with `#<day>` behind it where another day makes functions start anew. Loaded once for the
 * process. Throws when it has fewer than 32 bytes.
 */
export async function loadSecret(reference: string, client?: SecretsManagerClient): Promise<Uint8Array> {
  const known = loaded.get(reference);
  if (known) return known;
  const loading = load(reference, client);
  loaded.set(reference, loading);
  loading.catch(() => loaded.delete(reference));
  return loading;
}

async function load(reference: string, client = new SecretsManagerClient({})): Promise<Uint8Array> {
  const bytes = reference.startsWith('raw:')
    ? Buffer.from(reference.slice('raw:'.length), 'base64')
    : await fromSecretsManager(reference, client);
  if (bytes.length < MIN_BYTES) throw new Error(`A secret needs at least ${MIN_BYTES} bytes`);
  return bytes;
}

async function fromSecretsManager(reference: string, client: SecretsManagerClient): Promise<Uint8Array> {
  if (!reference.startsWith('secret:')) throw new Error('A secret is named raw:<base64> or secret:<arn>');
  const { SecretString, SecretBinary } = await client.send(
    new GetSecretValueCommand({ SecretId: reference.slice('secret:'.length).replace(/#.*$/, '') }),
  );
  return SecretString === undefined ? (SecretBinary ?? new Uint8Array()) : Buffer.from(SecretString, 'utf8');
}
