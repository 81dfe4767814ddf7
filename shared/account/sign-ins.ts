/** Port of what keeps the sign-ins of people: it knows passwords and second factors, and this product never does. */
export type SignIns = {
  /**
   * Makes the sign-in of an address and sends its invitation, good once and for `INVITATION_HOURS`. An invitation that nobody took is sent
   * again under the same sub. Undefined when somebody signs in with the address already.
   */
  invite(email: string): Promise<{ sub: string } | undefined>;
  /** Sends a new invitation in place of the last one; false when it has been taken. */
  inviteAgain(email: string): Promise<boolean>;
  /** Lets nobody in any more, and refreshes no token. */
  disable(sub: string): Promise<void>;
  enable(sub: string): Promise<void>;
  /** Refreshes no token of before. */
  endSessions(sub: string): Promise<void>;
};
