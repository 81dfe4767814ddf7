import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AssistanceBody, CorrectableBody } from '#shared/domain/logbook/bodies.ts';
import { Problem } from '#shared/problems.ts';
import type { EntryBody, LogbookEntry } from './entry.ts';
import { help } from './test/help.ts';
import { TARGET_STATES } from '../target-list/target-state.ts';
import { foldHousehold } from './replay.ts';
import type { Household } from '../household/household.ts';
import { NEED_LIFE_CYCLE, NEED_STATUSES, type NeedStatus } from '../household/need-status.ts';
import { record } from './record.ts';

const H = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';

const BEGIN: EntryBody = {
  type: 'listed',
  list: 'list-1',
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [29] }],
  profile: { areaCode: '420101', address: { addressNo: '1' }, members: [{ id: 'p1', firstName: 'ทดสอบ' }] },
};

type File = { household: Household; history: LogbookEntry[] };

function say({ household, history }: Partial<File>, ...bodies: EntryBody[]): File {
  const recording = {
    householdId: H,
    recordedAt: new Date('2026-06-10T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: ({ version }: { version: number }) => `hash ${version}`,
  };
  const recorded = record(household, bodies, recording, history);
  return { household: recorded.household, history: [...(history ?? []), ...recorded.entries] };
}

function refusalOf(file: Partial<File>, ...bodies: EntryBody[]): unknown {
  try {
    say(file, ...bodies);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return undefined;
}

const need = (more: Partial<Extract<CorrectableBody, { type: 'need' }>> = {}): CorrectableBody => ({
  type: 'need',
  dimension: 'living',
  kind: 'PROBLEM',
  text: 'หลังคารั่ว',
  openedOn: '2026-05-01',
  ...more,
});
const status = (needId: string, to: NeedStatus, on = '2026-05-02'): CorrectableBody => ({
  type: 'need-status',
  needId,
  status: to,
  on,
});
const state = (to: (typeof TARGET_STATES)[number], more: object = {}): CorrectableBody => ({
  type: 'target-state',
  list: 'list-1',
  state: to,
  on: '2026-05-02',
  reason: 'เยี่ยมบ้าน',
  evidence: 'DESK',
  ...more,
});
const given = (more: Partial<AssistanceBody> = {}): AssistanceBody =>
  help({ deliveredOn: '2026-01-10', cashBaht: 500, ...more });
const followUp = (on: string): CorrectableBody => ({ type: 'follow-up', on, stage: 'SUFFICIENT', needResults: [] });
const correct = (supersedes: string, entry: CorrectableBody): EntryBody => ({
  type: 'correction',
  supersedes,
  reason: 'พิมพ์ผิด',
  entry,
});
const begun = (...more: EntryBody[]): File => say({}, BEGIN, ...more);

describe('recording', () => {
  it('chains entries: ids, versions and the hash of the one before', () => {
    const { household, history } = begun(need(), status(`${H}.2`, 'RESOLVED'));
    expect(history.map(({ id, version, previousHash, hash }) => [id, version, previousHash, hash])).toEqual([
      [`${H}.1`, 1, '', 'hash 1'],
      [`${H}.2`, 2, 'hash 1', 'hash 2'],
      [`${H}.3`, 3, 'hash 2', 'hash 3'],
    ]);
    expect(household).toMatchObject({
      version: 3,
      lastEntryHash: 'hash 3',
      needs: [{ id: `${H}.2`, status: 'RESOLVED' }],
    });
  });

  it('begins only with a household that lives somewhere', () => {
    expect(() => say({}, need())).toThrow('where it lives');
    expect(() => say({})).toThrow('Nothing to record');
  });

  it('records all bodies or none', () => {
    const file = begun();
    const before = structuredClone(file);
    expect(refusalOf(file, need(), status('nobody', 'RESOLVED'))).toBe('need-not-found');
    expect(file).toEqual(before);
  });

  it.each<[string, EntryBody]>([
    ['need', need({ openedOn: '2026-06-11' })],
    ['step of a need', status(`${H}.2`, 'RESOLVED', '2026-06-11')],
    ['help', given({ deliveredOn: '2026-06-11' })],
    ['verification', { ...state('NOT_POOR'), on: '2026-06-11' } as EntryBody],
    ['move', { type: 'move', on: '2026-06-11', toArea: null }],
    ['follow-up', followUp('2026-06-11')],
    ['correction', correct(`${H}.2`, need({ openedOn: '2026-06-11' }))],
  ])('refuses a %s of tomorrow, and takes one of today', (_, body) => {
    expect(refusalOf(begun(need()), body)).toBe('invalid-input');
  });

  it('refuses a future day in the entry that begins a household, too', () => {
    expect(refusalOf({}, { type: 'survey', on: '2026-06-11', needs: [], profile: { areaCode: '420101' } })).toBe(
      'invalid-input',
    );
  });

  it('goes by the Bangkok day, and lets help be planned for later', () => {
    expect(refusalOf(begun(), need({ openedOn: '2026-06-10' }))).toBeUndefined();
    expect(
      refusalOf(begun(), given({ status: 'PLANNED', deliveredOn: null, plannedOn: '2027-01-01' })),
    ).toBeUndefined();
  });

  it.each<[string, EntryBody, string]>([
    ['a need', given({ needIds: [`${H}.9`] }), 'need-not-found'],
    ['a person', given({ personIds: ['p9'] }), 'person-not-found'],
    ['a person with a need', need({ personId: 'p9' }), 'person-not-found'],
    [
      'a need followed up',
      { type: 'follow-up', on: '2026-05-02', stage: 'SURVIVE', needResults: [{ needId: `${H}.9`, result: 'SAME' }] },
      'need-not-found',
    ],
    [
      'a person surveyed',
      {
        type: 'survey',
        on: '2026-05-02',
        needs: [{ dimension: 'living', kind: 'PROBLEM', text: 'ก', personId: 'p9' }],
      },
      'person-not-found',
    ],
    ['a list', { ...state('NOT_POOR'), list: 'list-9' } as EntryBody, 'not-on-list'],
    ['an entry', correct(`${H}.9`, need()), 'entry-not-found'],
    ['another household than itself', state('DUPLICATE', { duplicateOf: H }), 'invalid-input'],
  ])('refuses what names %s that is not there', (_, body, code) => {
    expect(refusalOf(begun(need()), body)).toBe(code);
  });
});

describe('steps', () => {
  const reached = (file: File, to: NeedStatus): File | undefined => {
    // The shortest way from OPEN to each status.
    const ways: Partial<Record<NeedStatus, NeedStatus[]>> = { OPEN: [], REOPENED: ['RESOLVED', 'REOPENED'] };
    return say(file, ...(ways[to] ?? [to]).map((step) => status(`${H}.2`, step)));
  };
  it.each(NEED_STATUSES.flatMap((from) => NEED_STATUSES.map((to) => [from, to] as const)))(
    'of a need: %s → %s as its life-cycle says',
    (from, to) => {
      const file = reached(begun(need()), from);
      expect(refusalOf(file!, status(`${H}.2`, to)) ?? 'taken').toBe(
        NEED_LIFE_CYCLE[from].includes(to) ? 'taken' : 'transition-not-allowed',
      );
    },
  );
});

describe('a correction', () => {
  it('takes the place of an entry once, and is itself corrected next', () => {
    const file = begun(given(), correct(`${H}.2`, given({ cashBaht: 600 })));
    expect(refusalOf(file, correct(`${H}.2`, given({ cashBaht: 700 })))).toBe('already-superseded');
    const again = say(file, correct(`${H}.3`, given({ deliveredOn: '2026-02-01' })));
    expect(again.household).toMatchObject({ version: 4, lastHelpOn: '2026-02-01', agencies: ['cdd'] });
    expect(refusalOf(again, correct(`${H}.3`, given()))).toBe('already-superseded');
  });

  it('is of the same type', () => {
    expect(refusalOf(begun(given()), correct(`${H}.2`, need()))).toBe('invalid-input');
    expect(refusalOf(begun(), correct(`${H}.1`, need()))).toBe('invalid-input');
  });

  it('that withdraws help takes its day and its agency away', () => {
    const { household } = begun(given(), correct(`${H}.2`, given({ status: 'CANCELLED' })));
    expect(household).toMatchObject({ lastHelpOn: null, agencies: [] });
  });

  it('of a need keeps its id and the status it came to since, however often', () => {
    const file = begun(need(), status(`${H}.2`, 'IN_PROGRESS'), correct(`${H}.2`, need({ text: 'หลังคาและฝารั่ว' })));
    expect(file.household.needs).toEqual([
      expect.objectContaining({ id: `${H}.2`, text: 'หลังคาและฝารั่ว', status: 'IN_PROGRESS' }),
    ]);
    const again = say(file, correct(`${H}.4`, need({ dimension: 'health' })), status(`${H}.2`, 'RESOLVED'));
    expect(again.household.needs).toEqual([
      expect.objectContaining({ id: `${H}.2`, dimension: 'health', status: 'RESOLVED' }),
    ]);
  });

  it('of a step of a need is the last word', () => {
    const file = begun(need(), status(`${H}.2`, 'RESOLVED'), correct(`${H}.3`, status(`${H}.2`, 'PARTIAL')));
    expect(file.household.needs).toEqual([expect.objectContaining({ status: 'PARTIAL' })]);
  });

  it('of a survey that began the household keeps who lives there', () => {
    const survey = { type: 'survey' as const, on: '2026-05-01', needs: [] };
    const file = say(
      {},
      {
        ...survey,
        profile: { areaCode: '420101', houseCode: '99990000001', members: [{ id: 'p1', firstName: 'ทดสอบ' }] },
      },
      given(),
    );
    const { household } = say(file, correct(`${H}.1`, { ...survey, on: '2026-05-02' }));
    expect(household).toMatchObject({
      houseCode: '99990000001',
      surveyedOn: '2026-05-02',
      members: [{ id: 'p1' }],
      version: 3,
    });
  });
});

describe('the document', () => {
  const any: fc.Arbitrary<(file: File) => EntryBody> = fc.oneof(
    fc.constantFrom('living', 'health', 'income').map((dimension) => () => need({ dimension })),
    fc.tuple(fc.nat(9), fc.constantFrom(...NEED_STATUSES)).map(
      ([at, to]) =>
        ({ household }: File) =>
          status(household.needs[at % household.needs.length]?.id ?? 'none', to),
    ),
    fc
      .integer({ min: 1, max: 28 })
      .map((day) => () => given({ deliveredOn: `2026-02-${String(day).padStart(2, '0')}` })),
    fc.constantFrom(...TARGET_STATES).map((to) => () => state(to)),
    fc
      .constantFrom('420102', '310101', null)
      .map((toArea) => () => ({ type: 'move', on: '2026-05-05', toArea }) as const),
    fc.tuple(fc.nat(20), fc.nat(1000)).map(([at, cashBaht]) => ({ history }: File): EntryBody => {
      const target = history[at % history.length]!;
      const old = target.body.type === 'correction' ? target.body.entry : target.body;
      if (old?.type === 'assistance') return correct(target.id, { ...old, cashBaht });
      if (old?.type === 'need') return correct(target.id, { ...old, text: `แก้ ${cashBaht}` });
      return given({ cashBaht });
    }),
  );

  it('is the fold of its entries, whatever is said and refused', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 25 }), (makers) => {
        let file = begun();
        for (const make of makers) {
          const body = make(file);
          if (refusalOf(file, body) === undefined) file = say(file, body);
        }
        expect(foldHousehold(file.history)).toEqual(file.household);
        expect(file.household.version).toBe(file.history.length);
        expect(file.history.map(({ version }) => version)).toEqual(file.history.map((_, at) => at + 1));
      }),
      { numRuns: 300 },
    );
  });
});
