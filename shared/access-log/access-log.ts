/** Port of the log of who looked at what: written before anything personal is shown, never changed. */
export type AccessRecord = {
  household: string;
  at: string;
  sub: string;
  roles: string[];
  action: 'READ' | 'SEARCH' | 'REVEAL' | 'LIST' | 'LOGBOOK';
  /** Fields revealed, and the purpose given. */
  fields?: string[];
  purpose?: string;
};

export type AccessLog = {
  record(records: readonly AccessRecord[]): Promise<void>;
  /** Newest first. */
  of(household: string, before: string | undefined, limit: number): Promise<AccessRecord[]>;
};
