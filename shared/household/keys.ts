/** Keys of the tables Households and Logbook. What is read by which: docs/access-patterns.md. */
import { addressKey as numberKey } from '#shared/domain/intake/cells/household-key.ts';
import type { BlindIndex } from '#shared/sealing/sealer.ts';
import type { Key } from '#shared/dynamo/attributes.ts';

import { identityKey, type Identity } from './household-store.ts';

export function documentKey(id: string): Key {
  return { pk: `household#${id}`, sk: 'document' };
}

const DOCUMENTS = 'household#';

/** Beside the document, in no index. */
export function oldFactsKey(id: string): Key {
  return { pk: `${DOCUMENTS}${id}`, sk: 'facts' };
}

export function householdOfOldFacts(pk: string): string {
  return pk.slice(DOCUMENTS.length);
}

/** Sorts entries by version as text; a household has at most 99,999,999 of them. */
export function entryKey(id: string, version: number): Key {
  return { pk: `household#${id}`, sk: String(version).padStart(8, '0') };
}

export function pointerKey(identity: Identity, index: BlindIndex): Key {
  switch (identity.kind) {
    case 'person':
      return { pk: `person#${index.fingerprint('person', identity.citizenId)}`, sk: 'pointer' };
    case 'house':
      return { pk: `house#${identity.houseCode}`, sk: 'pointer' };
    case 'place':
      return { pk: `place#${index.fingerprint('address', identityKey(identity))}`, sk: 'pointer' };
  }
}

const PLACED = 'household#';

export function placedKey(district: string, id: string): Key {
  return { pk: `placed#${district}`, sk: `${PLACED}${id}` };
}

export function householdOfPlaced(sk: string): string {
  return sk.slice(PLACED.length);
}

/** Within a district, households lie by sub-district. */
export function placeSk(areaCode: string, id: string): string {
  return `${areaCode}#${id}`;
}

const URGENT_RANKS = { CRITICAL: '1', HIGH: '2' } as const;
/** Levels that come before the others in worklists. */
export type UrgentLevel = keyof typeof URGENT_RANKS;

/** A level of a province, in the order of places: `area` begins with the province. */
export function urgentKey(level: UrgentLevel, area: string): { urgentIn: string; urgentSk: string } {
  return { urgentIn: area.slice(0, 2), urgentSk: `${URGENT_RANKS[level]}#${area}` };
}

type Address = { areaCode: string; moo?: number | undefined; addressNo?: string | undefined };

/** One key for all households of an address, however its number is spelled. Undefined without a house number: such an address finds nothing. */
export function addressKey({ addressNo, ...address }: Address, index: BlindIndex): string | undefined {
  return keyOfAddress({ ...address, addressNo: addressNo && numberKey(addressNo) }, index);
}

/** The keys under which households of an address lie: documents that were last written before spellings met lie under their own. */
export function addressKeys(address: Address, index: BlindIndex): string[] {
  const keys = [addressKey(address, index), keyOfAddress(address, index)];
  return [...new Set(keys.filter((key) => key !== undefined))];
}

function keyOfAddress({ areaCode, moo, addressNo }: Address, index: BlindIndex): string | undefined {
  if (addressNo === undefined || addressNo === '') return undefined;
  return `address#${index.fingerprint('address', `${areaCode}|${moo ?? ''}|${addressNo}`)}`;
}
