/**
 * Hours for which a token of an organisation's own system is good, Cognito's most. Each token is charged for; and what must end sooner, a client
 * or an old secret, the record ends at the next call.
 */
export const SYSTEM_TOKEN_HOURS = 24;

/** Port of what keeps the clients with which systems of organisations sign in. A secret is told once and kept nowhere here. */
export type SystemClients = {
  create(): Promise<{ id: string; secret: string }>;
  /** A new secret; the one of before is good no more. Undefined when there is no such client. */
  renew(id: string): Promise<string | undefined>;
  /** Its secret and its tokens are good no more. */
  remove(id: string): Promise<void>;
};
