/** Port of the log of who looked at what: written before anything personal is shown, never changed. */
type Looker = { at: string; sub: string; roles: string[] };

/** One household was looked at. SUBJECT_REQUEST: for a request of one of its persons. BREAK_GLASS: from outside of the own scope, when it was opened and at each look. OPENED: an agency opened the file for itself by recording help of its own (domain.md §2.1). */
export type Look = Looker & {
  household: string;
  action: 'READ' | 'REVEAL' | 'LOGBOOK' | 'OPENED' | 'BREAK_GLASS' | 'SUBJECT_REQUEST';
  /** Fields revealed, and the purpose given. */
  fields?: string[];
  purpose?: string;
};

/** A page of households was shown, of each a line. */
export type PageLook = Looker & {
  action: 'LIST' | 'SEARCH' | 'OPENED' | 'SUBJECT_REQUEST';
  households: readonly { id: string; areaCode: string }[];
};

/** A look as it is told of one household. */
export type Looked = Looker & {
  /** Its place in the order: that of the moment, and one of its own within it. */
  id: string;
  action: Look['action'] | PageLook['action'];
  fields?: string[];
  purpose?: string;
};

/** Where pages that showed a household are to be looked for. */
export type Whereabouts = {
  household: string;
  /** In which it lived at any time since it is known. */
  districts: readonly string[];
  /** Months of Bangkok, `YYYY-MM`, newest first. */
  months: readonly string[];
};

export type AccessLog = {
  record(look: Look): Promise<void>;
  recordPage(page: PageLook): Promise<void>;
  /** The looks at a household behind the one named `before`, newest first. */
  of(whereabouts: Whereabouts, before: string | undefined, limit: number): Promise<Looked[]>;
};
