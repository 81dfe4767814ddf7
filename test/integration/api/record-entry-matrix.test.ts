/**
 * Who may record and correct what on whose household: kind of entry × role × office, agency or mentor of the account × whose entry
 * is corrected. What is right is written here a second time, from the words of the rule (domain.md §2.1; decision
 * "One route table, one access table"), and asks no function of the product.
 */
import { isDeepStrictEqual } from 'node:util';

import { beforeAll, describe, expect, it } from 'vitest';

import type { CorrectableBody } from '#shared/domain/logbook/bodies.ts';
import { ROLES, type Principal, type Role } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { RECORDED_KINDS } from '#shared/domain/logbook/kinds/all.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { bodyFromSchema } from '#shared/domain/logbook/test/body-from-schema.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import type { EntryBody, LogbookEntry, Recorder } from '#shared/domain/logbook/entry.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';

// --- the household -------------------------------------------------------------------------------------------------

/** It lives in one district and stands on a list of another; these agencies gave help or plan it. */
const LIVES = '420101';
const LISTED = '420301';
const MENTOR = 'mentor-own';
const GAVE = 'moph';
const GAVE_TOO = 'moe';
const PLANS = 'mol';
const PLANS_TOO = 'codi';
/** Its help was delivered, and called off in a correction. */
const CALLED_OFF = 'opm';
const STRANGER = 'cdd';

/** Help that stands, with who had part in it. */
type Help = { status: 'DELIVERED' | 'PLANNED' | 'CANCELLED'; agency: string | null; coAgencies: string[] };
const STANDING: Help[] = [
  { status: 'DELIVERED', agency: GAVE, coAgencies: [GAVE_TOO] },
  { status: 'PLANNED', agency: PLANS, coAgencies: [PLANS_TOO] },
];
const NO_HELP: Help = { status: 'PLANNED', agency: null, coAgencies: [] };
const OFFICE_THERE: Recorder = { sub: 'there', roles: ['DISTRICT_OFFICER'], area: '4201' };

// --- the accounts --------------------------------------------------------------------------------------------------

const OFFICES: readonly Role[] = ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'];

/** Areas of accounts: of the household's place, of its list, around them, beside them, of another province, none. */
const AREAS: Partial<Record<Role, readonly (string | undefined)[]>> = {
  PROVINCE_SECRETARIAT: ['42', '31', undefined],
  PROVINCE_EXEC: ['42', '31', undefined],
  DISTRICT_OFFICER: ['4201', '4203', '4205', '3101', undefined],
  MUNICIPAL_OFFICER: ['4201', '4203', '4205', '3101', undefined],
  FIELD_TEAM: ['420101', '420102', '420301', '420302', '310101', undefined],
  MENTOR: ['4201', '4205', undefined],
  AGENCY_FOCAL: [undefined, '4201', '4205'],
};
const AGENCIES: Partial<Record<Role, readonly (string | undefined)[]>> = {
  DISTRICT_OFFICER: [undefined, GAVE],
  AGENCY_FOCAL: [GAVE, GAVE_TOO, PLANS, PLANS_TOO, CALLED_OFF, STRANGER, undefined],
};

function accountsOf(role: Role): Principal[] {
  const subs = role === 'MENTOR' ? [MENTOR, 'mentor-other'] : ['account'];
  return (AREAS[role] ?? ['42']).flatMap((area) =>
    (AGENCIES[role] ?? [undefined]).flatMap((agency) =>
      subs.map((sub) => ({
        sub,
        roles: [role],
        ...(area === undefined ? {} : { area }),
        ...(agency === undefined ? {} : { agency }),
      })),
    ),
  );
}

/** Of several roles, each holds with its own scope. */
const SEVERAL_ROLES: Principal[] = [
  { sub: 'account', roles: ['DISTRICT_OFFICER', 'AGENCY_FOCAL'], area: '4205', agency: GAVE },
  { sub: 'account', roles: ['DISTRICT_OFFICER', 'AGENCY_FOCAL'], area: '4205', agency: PLANS },
  { sub: 'account', roles: ['DISTRICT_OFFICER', 'AGENCY_FOCAL'], area: '3101', agency: GAVE },
  { sub: 'account', roles: ['DISTRICT_OFFICER', 'AGENCY_FOCAL'], area: '3101', agency: STRANGER },
  { sub: 'account', roles: ['FIELD_TEAM', 'AGENCY_FOCAL'], area: '420102', agency: GAVE },
  { sub: 'account', roles: ['PROVINCE_EXEC', 'MUNICIPAL_OFFICER'], area: '42' },
  { sub: MENTOR, roles: ['DISTRICT_OFFICER', 'MENTOR'], area: '4205' },
  { sub: 'mentor-other', roles: ['DISTRICT_OFFICER', 'MENTOR'], area: '4205' },
];

/** Who recorded the entry that is corrected, as the account stands to them. */
const RECORDERS: Record<string, (who: Principal) => Recorder> = {
  'the account': ({ sub, roles, area, agency }) => recorder(sub, roles, area, agency),
  'the account, of another office then': ({ sub, roles }) => recorder(sub, roles, '4207', 'dopa'),
  'a colleague': ({ roles, area, agency }) => recorder('colleague', roles, area, agency),
  'another kind of office there': ({ roles, area, agency }) =>
    recorder(
      'neighbour',
      [roles.includes('MUNICIPAL_OFFICER') ? 'DISTRICT_OFFICER' : 'MUNICIPAL_OFFICER'],
      area,
      agency,
    ),
  'such an office of another area': ({ roles, agency }) => recorder('elsewhere', roles, '4207', agency),
  'such an office of another agency': ({ roles, area }) => recorder('other-agency', roles, area, 'dopa'),
  'the agency, from an area': ({ agency }) => recorder('branch', ['AGENCY_FOCAL'], '4209', agency),
  'the agency, from no area': ({ agency }) => recorder('centre', ['AGENCY_FOCAL'], undefined, agency),
  'a file': () => recorder('file', ['DATA_IMPORTER'], '42', undefined),
};

function recorder(sub: string, roles: string[], area: string | undefined, agency: string | undefined): Recorder {
  return { sub, roles, ...(area === undefined ? {} : { area }), ...(agency === undefined ? {} : { agency }) };
}

// --- what is recorded ------------------------------------------------------------------------------------------------

/** Steps of help are asked in functions/api/logbook/assistance-status.test.ts: they need help to move on. */
type Kind = Exclude<CorrectableBody['type'], 'assistance-status'>;
const KINDS = RECORDED_KINDS.map(({ type }) => type).filter((type) => type !== 'assistance-status');

/** A body of a kind. `needId` is for a status, `given` for help, `toArea` for a move. */
function bodyOf(kind: string, on: string, needId: string, given: Help, toArea: string): CorrectableBody {
  switch (kind) {
    case 'visit':
      return { type: 'visit', on, purpose: 'ASSIST', outcome: 'MET' };
    case 'survey':
      return { type: 'survey', on, needs: [] };
    case 'need':
      return { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'รายได้น้อย', openedOn: on };
    case 'need-status':
      return { type: 'need-status', needId, status: on === FIRST_DAY ? 'ACCEPTED' : 'IN_PROGRESS', on };
    case 'assistance':
      return help({ ...given, deliveredOn: given.status === 'DELIVERED' ? on : null });
    case 'follow-up':
      return { type: 'follow-up', on, stage: 'SURVIVE', reasons: 'มีรายได้พอใช้', needResults: [] };
    case 'target-state':
      return {
        type: 'target-state',
        list: 'list-1',
        state: on === FIRST_DAY ? 'CONFIRMED' : 'NOT_POOR',
        on,
        reason: 'เยี่ยม',
        evidence: 'DESK',
      };
    case 'move':
      return { type: 'move', on, toArea };
    default: {
      const { body } = RECORDED_KINDS.find(({ type }) => type === kind) ?? {};
      if (!body) throw new Error('No such kind');
      return bodyFromSchema(body, { choose: () => 1, day: on, needIds: [needId] }) as CorrectableBody;
    }
  }
}

/** The entry that is corrected: `kind` may be another than the correction says, `nobody` recorded one that is not there. */
type Corrected = { by: string; recordedBy: Recorder | undefined; kind: Kind; help: Help; toArea: string };
type Cell = { who: Principal; kind: Kind; said: Help; corrected?: Corrected; lives?: string; listed?: string };

function cellsOf(who: Principal, kind: Kind): Cell[] {
  const own = who.agency ?? STRANGER;
  const of = (agency: string | null, status: Help['status'] = 'DELIVERED', coAgencies: string[] = []): Help => ({
    status,
    agency,
    coAgencies,
  });
  // Whose help it is makes a difference to an agency; who records nothing is asked once.
  const ofAgencies = kind === 'assistance' && who.roles.includes('AGENCY_FOCAL');
  const said = ofAgencies ? [of(own), of('dla'), of(null), of('dla', 'DELIVERED', [own])] : [of(own)];
  const theirs = [of('dla'), of('dla', 'DELIVERED', [own]), of('dla', 'PLANNED', [own]), of(null)];
  const helps = ofAgencies ? [of(own), of(own, 'PLANNED'), ...theirs] : [of(own)];
  const places = kind === 'move' ? ['420102', '420501', '310101'] : [''];
  const before = helps.flatMap((given) => places.map((toArea) => ({ kind, help: given, toArea })));
  before.push({ kind: kind === 'visit' ? 'follow-up' : 'visit', help: of(own), toArea: '' });
  const recorders = Object.entries(RECORDERS).slice(
    0,
    who.roles.every((role) => KINDS.every((each) => !records(role, each))) ? 1 : undefined,
  );
  return said.flatMap((each): Cell[] => [
    { who, kind, said: each },
    { who, kind, said: each, corrected: { by: 'nobody', recordedBy: undefined, kind, help: of(own), toArea: '' } },
    ...recorders.flatMap(([by, recordedBy]) =>
      before.map((entry) => ({ who, kind, said: each, corrected: { by, recordedBy: recordedBy(who), ...entry } })),
    ),
  ]);
}

// --- what is right ---------------------------------------------------------------------------------------------------

const FIELD = [...OFFICES, 'FIELD_TEAM', 'MENTOR'] as const;
/** Roles that record a kind at all; whoever records corrects, what it may record only. */
const RECORDED_BY: Record<Kind, readonly Role[]> = {
  visit: FIELD,
  survey: FIELD,
  need: FIELD,
  'need-status': FIELD,
  assistance: [...FIELD, 'AGENCY_FOCAL'],
  'follow-up': FIELD,
  // CONFIRMED and NOT_POOR, which are said here, a field team says, too.
  'target-state': [...OFFICES, 'FIELD_TEAM'],
  move: [...OFFICES, 'FIELD_TEAM'],
  checked: OFFICES,
  urgency: [...FIELD, 'AGENCY_FOCAL'],
  found: [...OFFICES, 'FIELD_TEAM'],
  rexray: [...OFFICES, 'FIELD_TEAM'],
};
const records = (role: Role, kind: Kind): boolean => RECORDED_BY[kind].includes(role);

const READERS: readonly Role[] = [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'];

const hasPart = ({ agency, coAgencies }: Help, slug: string): boolean => agency === slug || coAgencies.includes(slug);

/** The household as it is when the account speaks: a move or help that is to be corrected has had its effect. */
type Known = { areas: string[]; helps: Help[] };
function knownBefore({ corrected }: Cell): Known {
  const stands = corrected?.recordedBy !== undefined ? corrected : undefined;
  return {
    areas: [stands?.kind === 'move' ? stands.toArea : LIVES, LISTED],
    helps: stands?.kind === 'assistance' ? [...STANDING, stands.help] : STANDING,
  };
}
const isIn = (scope: string, { areas }: Known): boolean => areas.some((area) => area.startsWith(scope));

/** Whether an account reads the file: its area holds the household or its list, its agency gave help, or it is the mentor. */
function reads({ sub, roles, area, agency }: Principal, known: Known): boolean {
  return roles.some((role) => {
    if (role === 'AGENCY_FOCAL')
      return agency !== undefined && known.helps.some((each) => each.status === 'DELIVERED' && hasPart(each, agency));
    if (role === 'MENTOR') return area !== undefined && sub === MENTOR;
    return READERS.includes(role) && area !== undefined && isIn(area, known);
  });
}

/** Offices of a district record across their province; field teams and the secretariat in their area; a mentor its own household. */
function reaches(role: Role, { sub, area }: Principal, known: Known): boolean {
  if (area === undefined || role === 'AGENCY_FOCAL') return false;
  if (role === 'MENTOR') return sub === MENTOR;
  return isIn(role === 'DISTRICT_OFFICER' || role === 'MUNICIPAL_OFFICER' ? area.slice(0, 2) : area, known);
}

/** The same area, kind of office and agency; the same agency alone only for accounts without an area; the account itself. */
function isOwnOffice(who: Principal, by: Recorder): boolean {
  if (by.sub === who.sub) return true;
  if (by.area !== who.area || by.agency !== who.agency) return false;
  if (who.area === undefined) return who.agency !== undefined;
  const kindOfOffice = (roles: readonly string[]) => roles.find((role) => ROLES.some((known) => known === role));
  return kindOfOffice(by.roles) === kindOfOffice(who.roles);
}

/** Help that names no agency is the account's own when it is bound to one. */
function meant({ who, said }: Cell): Help {
  return { ...said, agency: said.agency ?? who.agency ?? null };
}

type Verdict = 'recorded' | `${number} ${string}`;

function verdict(cell: Cell): Verdict {
  const { who, kind, corrected } = cell;
  const known = knownBefore(cell);
  const able = who.roles.filter((role) => records(role, kind));
  const placed = able.filter((role) => (role === 'AGENCY_FOCAL' ? who.agency : who.area) !== undefined);
  if (placed.length === 0) return '403 not-permitted';
  const local = placed.some((role) => reaches(role, who, known));
  // Who reads the household by another of its roles knows that it is there.
  if (!local && !placed.includes('AGENCY_FOCAL'))
    return reads(who, known) ? '403 not-permitted' : '404 household-not-found';
  // An agency records help of its own on any household whose id it knows.
  if (!local && kind === 'urgency') return verdictOfAgency(cell, reads(who, known));
  if (!local && meant(cell).agency !== who.agency) return '403 outside-scope';
  const reading = reads(who, known);
  // A move changes whose household it is; every move here is to an area of the province.
  if (kind === 'move' && !reading) return '403 move-not-yours';
  if (!corrected) return 'recorded';
  if (!corrected.recordedBy) return '404 entry-not-found';
  // What one may not read one corrects only where the own office recorded it, and an agency its own help.
  const ownHelp =
    corrected.kind === 'assistance' &&
    who.roles.includes('AGENCY_FOCAL') &&
    who.agency !== undefined &&
    hasPart(corrected.help, who.agency);
  if (!reading && !isOwnOffice(who, corrected.recordedBy) && !ownHelp) return '404 entry-not-found';
  // What the own office recorded without naming an agency is its own to put right.
  const nameless = corrected.help.agency === null && isOwnOffice(who, corrected.recordedBy);
  const ownGiven = corrected.kind === 'assistance' && (corrected.help.agency === who.agency || nameless);
  if (!local && !ownGiven) return '403 outside-scope';
  return corrected.kind === kind ? 'recorded' : '422 invalid-input';
}

/** An agency that reads the file raises the urgency, and corrects what its own office said of it. */
function verdictOfAgency({ who, kind, corrected }: Cell, reading: boolean): Verdict {
  if (!reading) return '404 household-not-found';
  if (!corrected) return 'recorded';
  if (!corrected.recordedBy) return '404 entry-not-found';
  if (!isOwnOffice(who, corrected.recordedBy)) return '403 outside-scope';
  return corrected.kind === kind ? 'recorded' : '422 invalid-input';
}

/** An agency that gives its first help, and so reads the file from now on, is noted. */
function opensFile(cell: Cell): boolean {
  const { who, kind } = cell;
  const gives = (given: Help) => given.status === 'DELIVERED' && who.agency !== undefined && hasPart(given, who.agency);
  return (
    verdict(cell) === 'recorded' && kind === 'assistance' && gives(meant(cell)) && !knownBefore(cell).helps.some(gives)
  );
}

// --- the answers -----------------------------------------------------------------------------------------------------

let api: InProcessApi;
let households = 0;
beforeAll(() => {
  api = createInProcessApi();
});

const FIRST_DAY = '2026-05-03';
const NEXT_DAY = '2026-05-04';

/** A household of its own for a cell, with the entry that is to be corrected. */
async function begin({
  corrected,
  lives = LIVES,
  listed = LISTED,
}: Cell): Promise<{ id: string; needId: string; supersedes: string }> {
  const id = `00000000-0000-4000-8000-${String((households += 1)).padStart(12, '0')}`;
  const needId = `${id}.3`;
  const targets = [{ personId: null, dimensions: ['income' as const], indicators: [] }];
  const once: Help = { status: 'DELIVERED', agency: CALLED_OFF, coAgencies: [] };
  const calledOff = bodyOf('assistance', FIRST_DAY, '', { ...once, status: 'CANCELLED' }, '');
  const profile = { areaCode: lives, members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
  const said: [EntryBody, Recorder][] = [
    [{ type: 'registered', profile }, OFFICE_THERE],
    [
      { type: 'listed', list: 'list-1', area: listed, targets },
      { sub: 'file', roles: [] },
    ],
    [bodyOf('need', FIRST_DAY, '', NO_HELP, ''), OFFICE_THERE],
    ...[...STANDING, once].map((given): [EntryBody, Recorder] => [
      bodyOf('assistance', FIRST_DAY, '', given, ''),
      OFFICE_THERE,
    ]),
    [{ type: 'correction', supersedes: `${id}.6`, reason: 'ยกเลิก', entry: calledOff }, OFFICE_THERE],
  ];
  if (corrected?.recordedBy)
    said.push([bodyOf(corrected.kind, FIRST_DAY, needId, corrected.help, corrected.toArea), corrected.recordedBy]);
  const recordedAt = new Date('2026-05-10T03:00:00.000Z');
  let document: Household | undefined;
  const entries: LogbookEntry[] = [];
  for (const [body, recordedBy] of said) {
    const recorded = record(document, [body], { householdId: id, recordedAt, recordedBy, hash: chainHash }, entries);
    document = recorded.household;
    entries.push(...recorded.entries);
  }
  if (!document) throw new Error('The household began');
  await api.stores.households.append([{ before: undefined, after: { ...document, mentor: MENTOR }, entries }]);
  return { id, needId, supersedes: corrected?.recordedBy ? (entries.at(-1)?.id ?? '') : `${id}.999` };
}

function answerOf({ status, body }: Answered): string {
  return status === 201 ? 'recorded' : `${status} ${body.code}`;
}

/** What is wrong with the answer of a cell, in words; undefined when nothing is. */
async function faultOf(cell: Cell): Promise<string | undefined> {
  const { who, kind, said, corrected } = cell;
  const { id, needId, supersedes } = await begin(cell);
  const { get, history } = api.stores.households;
  const looks = async () => await api.stores.accessLog.of({ household: id, districts: [], months: [] }, undefined, 10);
  const stored = async () => JSON.stringify([await get(id), await history(id)]);
  const before = await stored();
  const entry = bodyOf(kind, NEXT_DAY, needId, said, '420103');
  const body = corrected ? { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry } : entry;
  const answered = await api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
  const faults: string[] = [];
  if (answerOf(answered) !== verdict(cell)) faults.push(`wanted ${verdict(cell)}, got ${answerOf(answered)}`);
  const opened = (await looks()).map(({ action, sub }) => `${action} ${sub}`).join(', ');
  if (opened !== (opensFile(cell) ? `OPENED ${who.sub}` : '')) faults.push(`the access log says "${opened}"`);
  if (answered.status === 201) {
    const last = (await history(id)).at(-1);
    const recorded = bodyOf(kind, NEXT_DAY, needId, meant(cell), '420103');
    const wanted = corrected ? { ...body, entry: recorded } : recorded;
    if (!isDeepStrictEqual([last?.body, last?.recordedBy], [wanted, who])) faults.push('another was recorded');
  } else {
    if ((await stored()) !== before) faults.push('a refusal changed the household');
    if (/ทดสอบ|4201|4203/.test(answered.text)) faults.push('a refusal told of the household');
  }
  return faults.length === 0 ? undefined : `${wordsOf(cell)}: ${faults.join('; ')}`;
}

function wordsOf({ who, kind, said, corrected }: Cell): string {
  const helpWords = ({ status, agency, coAgencies }: Help) => `${status} by ${agency} with [${coAgencies.join(' ')}]`;
  const words = (of: Kind, given: Help, toArea: string) =>
    of === 'assistance' ? `${of} ${helpWords(given)}` : of === 'move' ? `${of} ${toArea}` : of;
  const account = `${who.roles.join('+')} ${who.sub} area=${who.area} agency=${who.agency}`;
  const old = corrected ? ` for ${words(corrected.kind, corrected.help, corrected.toArea)} of ${corrected.by}` : '';
  return `${account}: ${words(kind, said, '')}${old}`;
}

const ACCOUNTS = [...ROLES.map((role) => [role, accountsOf(role)] as const), ['several roles', SEVERAL_ROLES] as const];

describe.each(ACCOUNTS)('%s', (_, accounts) => {
  it('reads the file or not, as the rule says', async () => {
    const wrong: string[] = [];
    for (const who of accounts) {
      const cell: Cell = { who, kind: 'visit', said: NO_HELP };
      const { id } = await begin(cell);
      const mayAsk = who.roles.some(
        (role) => READERS.includes(role) && (role === 'AGENCY_FOCAL' ? who.agency : who.area),
      );
      const wanted = !mayAsk ? 403 : reads(who, knownBefore(cell)) ? 200 : 404;
      const { status } = await api.request(who, 'GET', `/v1/households/${id}`);
      if (status !== wanted) wrong.push(`${wordsOf(cell)}: wanted ${wanted}, got ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(KINDS)('records and corrects %s as the rule says, and a refusal changes nothing', async (kind) => {
    const faults: string[] = [];
    for (const cell of accounts.flatMap((who) => cellsOf(who, kind))) {
      const fault = await faultOf(cell);
      if (fault !== undefined) faults.push(fault);
    }
    expect(faults).toEqual([]);
  });
});

/** Where the household lives that a target-state names as the one it is a duplicate of; undefined: there is none. */
const OTHERS = ['420101', '420501', '310101', undefined];

it.each(OFFICES.flatMap(accountsOf).flatMap((who) => [false, true].map((corrects) => ({ who, corrects }))))(
  'names as the other of a duplicate what it could record the same of: $who.roles $who.area, in a correction $corrects',
  async ({ who, corrects }) => {
    for (const area of OTHERS) {
      const corrected = { by: '', recordedBy: OFFICE_THERE, kind: 'target-state', help: NO_HELP, toArea: '' } as const;
      const cell: Cell = { who, kind: 'target-state', said: NO_HELP, ...(corrects ? { corrected } : {}) };
      const { id, needId, supersedes } = await begin(cell);
      const other = area === undefined ? undefined : (await begin({ ...cell, lives: area, listed: area })).id;
      const ids = other === undefined ? [id] : [id, other];
      const stored = async () => JSON.stringify([...(await api.stores.households.getMany(ids)).values()]);
      const before = await stored();
      const state = bodyOf('target-state', NEXT_DAY, needId, NO_HELP, '');
      const entry = { ...state, state: 'DUPLICATE', duplicateOf: other ?? `${id.slice(0, 24)}999999999999` };
      const body = corrects ? { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry } : entry;
      const answered = await api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
      const reachesOther =
        area !== undefined && who.roles.some((role) => reaches(role, who, { areas: [area], helps: [] }));
      const wanted = verdict(cell) === 'recorded' && !reachesOther ? '422 invalid-input' : verdict(cell);
      const changed = (await stored()) !== before;
      const named = (await api.stores.households.get(other ?? ''))?.duplicates ?? [];
      const recorded = wanted === 'recorded';
      expect([area, answerOf(answered), changed, named]).toEqual([area, wanted, recorded, recorded ? [id] : []]);
    }
  },
);

it('meets every verdict often', () => {
  const cells = ACCOUNTS.flatMap(([, accounts]) =>
    accounts.flatMap((who) => KINDS.flatMap((kind) => cellsOf(who, kind))),
  );
  const times = Map.groupBy(cells, verdict);
  expect(
    [...times]
      .filter(([, met]) => met.length >= 50)
      .map(([name]) => name)
      .toSorted(),
  ).toEqual([
    '403 move-not-yours',
    '403 not-permitted',
    '403 outside-scope',
    '404 entry-not-found',
    '404 household-not-found',
    '422 invalid-input',
    'recorded',
  ]);
});
