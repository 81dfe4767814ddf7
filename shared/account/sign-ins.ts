/** Port of what keeps the sign-ins of people: it knows passwords and second factors, and this product never does. */
export type SignIns = {
  /**
   * The sign-in of an address. One that is not there is made, and its invitation sent, good once and until `invitedUntil`; one that nobody
   * took is sent again under the same sub. Who signs in with the address already goes on with the own password, and nothing is sent.
   */
  invite(email: string): Promise<{ sub: string }>;
  /** Sends a new invitation in place of the last one; false when it has been taken. */
  inviteAgain(email: string): Promise<boolean>;
  /** Lets nobody in any more, and refreshes no token. */
  disable(sub: string): Promise<void>;
  enable(sub: string): Promise<void>;
  /** Refreshes no token of before. */
  endSessions(sub: string): Promise<void>;
};
