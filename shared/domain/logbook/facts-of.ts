import type { CorrectableBody } from './bodies.ts';

import type { EntryFact, FactBody } from '../statistics/facts.ts';
import type { LogbookEntry } from './entry.ts';

/** The facts of one entry that figures are made of (domain.md §6.2, §6.3): nothing personal. Entries that count nowhere have none. */
export function factsOf(entry: LogbookEntry): EntryFact[] {
  const { id, householdId, version, recordedAt, body } = entry;
  const fact = (factBody: FactBody, supersedes?: string): EntryFact => ({
    id,
    householdId,
    version,
    recordedAt,
    ...(supersedes === undefined ? {} : { supersedes }),
    body: factBody,
  });
  // Only the entry that begins a household says where it lives; later profiles do not move it.
  const begins = 'profile' in body && body.profile?.areaCode !== undefined && version === 1;
  const registered = begins ? [fact({ type: 'registered', area: body.profile?.areaCode ?? '' })] : [];
  switch (body.type) {
    case 'registered':
    case 'duplicate-named':
      return registered;
    case 'listed':
      return [...registered, fact({ type: 'listed', list: body.list, area: body.area })];
    case 'correction': {
      const counted = countedBody(body.entry);
      // A corrected survey counts nowhere, and where the household began must stay known.
      return counted ? [fact(counted, body.supersedes)] : [];
    }
    case 'visit':
    case 'survey':
    case 'need':
    case 'need-status':
    case 'assistance':
    case 'follow-up':
    case 'target-state':
    case 'move': {
      const counted = countedBody(body);
      return counted ? [...registered, fact(counted)] : registered;
    }
  }
}

function countedBody(body: CorrectableBody): FactBody | undefined {
  switch (body.type) {
    case 'visit':
    case 'survey':
    case 'need':
    case 'follow-up':
      return undefined;
    case 'need-status':
      return { type: 'need-status', needId: body.needId, status: body.status, on: body.on };
    case 'assistance': {
      const { type, agency, coAgencies, dimension, assistanceType, status, deliveredOn, plannedOn } = body;
      const { personIds, needIds, cashBaht, inKindBaht } = body;
      return {
        type,
        agency,
        coAgencies,
        dimension,
        assistanceType,
        status,
        deliveredOn,
        plannedOn,
        personIds,
        needIds,
        cashBaht,
        inKindBaht,
      };
    }
    case 'target-state':
      return {
        type: 'target-state',
        list: body.list,
        state: body.state,
        on: body.on,
        ...(body.toArea === undefined ? {} : { toArea: body.toArea }),
        ...(body.allMembers === undefined ? {} : { allMembers: body.allMembers }),
        ...(body.duplicateOf === undefined ? {} : { duplicateOf: body.duplicateOf }),
      };
    case 'move':
      return { type: 'move', on: body.on, toArea: body.toArea };
  }
}
