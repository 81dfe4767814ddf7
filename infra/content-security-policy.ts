/** Name of the only policy of trusted types: `web/officer/register-worker.ts` makes it, for the address of the service worker. */
const WORKER_POLICY = 'officer-worker';

/**
 * What the faces may load and run, on AWS and on one machine. `hosts`: origins beside their own that scripts may call (sign-in, the bucket
 * for files).
 */
export function contentSecurityPolicy(hosts: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ['connect-src', "'self'", ...hosts].join(' '),
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${WORKER_POLICY}`,
  ].join('; ');
}
