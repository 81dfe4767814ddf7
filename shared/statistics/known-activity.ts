import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';

/** Agencies × months: more than a few years of them are not kept. */
const MOST = 2000;

/** Signs of life that this process knows to be stored, so that an agency's every call writes none again. */
export class KnownActivity {
  readonly #earliest = new Map<string, string>();

  /** Whether a sign as early as this one is stored already. */
  covers({ firstAt, ...sign }: AgencyActivity): boolean {
    const earliest = this.#earliest.get(nameOf(sign));
    return earliest !== undefined && earliest <= firstAt;
  }

  /** The sign, or an earlier one, is stored. */
  remember({ firstAt, ...sign }: AgencyActivity): void {
    if (this.#earliest.size >= MOST) this.#earliest.clear();
    this.#earliest.set(nameOf(sign), firstAt);
  }
}

function nameOf({ agency, month, worked }: Omit<AgencyActivity, 'firstAt'>): string {
  return `${month} ${agency}${worked ? ' work' : ''}`;
}
