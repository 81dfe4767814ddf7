/** Which organisation the words of a cell name: slug, full or short Thai name, of the agencies that are built in and of the register. */
import { isWithin } from '#shared/thai/area-code.ts';
import { agencyKey, readAgency } from '#shared/reference/agencies.ts';

import { BUILT_IN, type Organisation } from './organisation.ts';

export type OrganisationWords = {
  /** `several` when the words are the name of more than one; undefined when they are of none. */
  read: (text: string) => { readonly slug: string } | 'several' | undefined;
  /** The name of an organisation, for people. */
  nameOf: (slug: string) => string;
};

type Named = Pick<Organisation, 'id' | 'nameTh' | 'shortTh' | 'areaCode' | 'active'>;

/**
 * Reads words as offices of `areas` (code prefixes; none is the nation) mean them: a slug is one organisation everywhere; of several of
 * one name those in or over these areas are meant before all others. Closed organisations cannot be named. Source: design of files in.
 */
export function organisationWords(register: Iterable<Named>, areas: readonly string[]): OrganisationWords {
  const bySlug = new Map<string, Named>();
  const byKey = new Map<string, Named[]>();
  for (const organisation of register) {
    bySlug.set(organisation.id, organisation);
    if (!organisation.active) continue;
    for (const key of new Set([organisation.nameTh, organisation.shortTh ?? ''].map(agencyKey))) {
      if (key === '') continue;
      const same = byKey.get(key);
      if (same) same.push(organisation);
      else byKey.set(key, [organisation]);
    }
  }
  const isNear = ({ areaCode }: Named): boolean =>
    areaCode === null ||
    areas.length === 0 ||
    areas.some((area) => isWithin(areaCode, area) || isWithin(area, areaCode));
  return {
    read(text) {
      const builtIn = readAgency(text);
      if (builtIn !== undefined) return { slug: builtIn };
      const slug = text.trim().toLowerCase();
      if (bySlug.get(slug)?.active === true) return { slug };
      const named = byKey.get(agencyKey(text)) ?? [];
      const near = named.filter(isNear);
      const [meant, ...others] = near.length > 0 ? near : named;
      if (meant === undefined) return undefined;
      return others.length > 0 ? 'several' : { slug: meant.id };
    },
    nameOf: (slug) => (BUILT_IN.get(slug) ?? bySlug.get(slug))?.nameTh ?? slug,
  };
}
