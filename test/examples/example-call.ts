/** What an example of a call is, and who sends them. */

export type ExampleCall = {
  operationId: string;
  /** Username of a demo account of one machine, client id of the system of an agency, or address of a person who was invited. */
  as: string;
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** What of the reply later steps name: name → path in the reply, or `header:` and a header. */
  save?: Readonly<Record<string, string>>;
  /** Sent again until the reply has this value at the path. */
  until?: Readonly<Record<string, string>>;
  /** The file that is posted to the form of the reply. */
  file?: string;
  /** The status with which a preparation is refused, whose problem says what later steps name. */
  refused?: number;
  /** Makes a later step possible and is no example itself. */
  preparation?: true;
};

export const OFFICE = 'district-officer-4201';
export const SECRETARIAT = 'province-secretariat-42';
export const AGENCY = 'agency-cdd';
export const FOCAL = 'agency-focal-cdd';
/** An office of another province. */
export const ABROAD = 'province-secretariat-31';
/** The person of an invitation, who sets a password by the letter. */
export const INVITED = 'somsri@example.go.th';

/** A random value of the caller's; the same for the same thing. */
export const once = (number: number): Record<string, string> => ({
  'Idempotency-Key': `0d4b8a0e-3c1e-4d5e-9a53-${String(number).padStart(12, '0')}`,
});

/** Help is asked for within some weeks of the day on which the examples are sent. */
export const IN_THIRTY_DAYS = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
