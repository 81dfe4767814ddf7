import { normalizeThai } from '#shared/thai/thai-text.ts';
import table from './data/agencies/agencies.json' with { type: 'json' };

export type Agency = {
  /** Stable name in the API and in keys. */
  readonly slug: string;
  readonly nameTh: string;
  /** Official Thai abbreviation, where there is one. */
  readonly shortTh: string | null;
  readonly nameEn: string;
  /** Slug of the ministry it belongs to; null for the top. */
  readonly parent: string | null;
  readonly kind: string;
  /** Budget code of B.E. 2557: old and unverified. */
  readonly budgetCode2557: string | null;
  /** Whether the letters' table of hosts names it: such an agency may be silent where no ศจพ. order is stored. Source: domain.md §3, §6.3. */
  readonly inSeedTable: boolean;
};

/** Every agency, in the order that reports use. */
export const agencies: readonly Agency[] = table;

const BY_SLUG = new Map(agencies.map((agency) => [agency.slug, agency]));

/** How a name is compared: whatever its spaces, dots, brackets and capitals. */
export function agencyKey(text: string): string {
  return normalizeThai(text)
    .toLowerCase()
    .replace(/\(องค์การมหาชน\)/gu, '')
    .replace(/[\s.,()'’\-–]/gu, '');
}

let slugByKey: ReadonlyMap<string, string> | undefined;

/** Made at the first question: of all functions only the one that reads files asks by words. */
function slugsByKey(): ReadonlyMap<string, string> {
  const words = agencies.flatMap(({ slug, shortTh, nameTh, nameEn }) =>
    [slug, shortTh, nameTh, nameEn]
      .filter((word) => word !== null)
      .map((word): [string, string] => [agencyKey(word), slug]),
  );
  // The short name of the NBTC is written with and without "office of".
  return new Map([...words, [agencyKey('กสทช.'), 'nbtc']]);
}

/** The agency of a slug. */
export function findAgency(slug: string): Agency | undefined {
  return BY_SLUG.get(slug);
}

/**
 * The slug of the agency a cell names: slug, Thai abbreviation, full Thai or English name, whatever the spaces, dots and capitals.
 * Names of provincial offices are not agencies of this table and are undefined. Source: design of files, column `agency`.
 */
export function readAgency(text: string): string | undefined {
  slugByKey ??= slugsByKey();
  return slugByKey.get(agencyKey(text));
}
