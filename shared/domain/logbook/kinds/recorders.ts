// Written by `npm run kinds` from the files of this folder.
import type { Role } from '../../access/access.ts';

/** Roles whose accounts record a kind of entry (domain.md §2.1). */
export const RECORDERS = {
  'assistance-status': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'],
  'assistance': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'],
  'follow-up': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR'],
  'move': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM'],
  'need-status': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR'],
  'need': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR'],
  'survey': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR'],
  'target-state': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'],
  'visit': ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM', 'MENTOR'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
