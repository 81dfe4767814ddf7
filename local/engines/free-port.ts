import { createServer } from 'node:net';

/**
 * A TCP port on the loopback address that nobody listens on right now.
 * Another program may take it before it is used, so callers retry or fail with a clear message.
 */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise<void>((resolve) => {
    probe.close(() => resolve());
  });
  if (address === null || typeof address === 'string') throw new Error('The system gave no TCP port.');
  return address.port;
}
