import { describe, expect, it, vi } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { agenciesThatGave } from '../../household/given-help.ts';
import type { Household } from '../../household/household.ts';
import { knownHouseholds, type KnownHelp } from '../../statistics/known-household.ts';
import type { AssistanceBody } from '../bodies.ts';
import type { EntryBody, LogbookEntry } from '../entry.ts';
import { record } from '../record.ts';
import { foldHousehold } from '../replay.ts';
import { help } from '../test/help.ts';
import { assistanceStatus, type AssistanceStatusBody } from './assistance-status.ts';

const H = '00000000-0000-4000-8000-000000000001';
const PLANNED = help({ status: 'PLANNED', deliveredOn: null, plannedOn: '2026-05-20', cashBaht: 2000 });

type File = { household: Household; history: LogbookEntry[] };

/** A household with the first entry `h.1`; `bodies` are `h.2`, `h.3` …, recorded an hour after one another. */
function fileOf(...bodies: EntryBody[]): File {
  const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
  let household: Household | undefined;
  const history: LogbookEntry[] = [];
  for (const body of [{ type: 'registered', profile } as const, ...bodies]) {
    const recordedAt = new Date(Date.UTC(2026, 5, 1, history.length));
    const recording = { householdId: H, recordedAt, recordedBy: { sub: 's', roles: [] }, hash: () => 'hash' };
    const recorded = record(household, [body], recording, history);
    household = recorded.household;
    history.push(...recorded.entries);
  }
  if (!household) throw new Error('The household began');
  expect(foldHousehold(history)).toEqual(household);
  return { household, history };
}

const step = (status: AssistanceStatusBody['status'], more: Partial<AssistanceStatusBody> = {}): EntryBody => ({
  type: 'assistance-status',
  assistanceId: `${H}.2`,
  status,
  on: '2026-05-28',
  ...(status === 'RETURNED' ? { reason: 'ไม่อยู่บ้าน' } : {}),
  ...more,
});
const correct = (version: number, entry: AssistanceBody | EntryBody): EntryBody =>
  ({ type: 'correction', supersedes: `${H}.${version}`, reason: 'พิมพ์ผิด', entry }) as EntryBody;

function helpsOf({ household }: File, at = '2026-12-01T00:00:00.000Z'): readonly KnownHelp[] {
  return knownHouseholds([household.facts], at).flatMap(({ helps }) => helps);
}

function refusal(...bodies: EntryBody[]): unknown {
  try {
    fileOf(...bodies);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extensions };
    throw error;
  }
  return 'recorded';
}

describe('a step of help', () => {
  it('delivers what was planned: the figures know it from the moment of the step', () => {
    const file = fileOf(PLANNED, step('DELIVERED', { cashBaht: 1500 }));
    expect(helpsOf(file, '2026-06-01T01:30:00.000Z')).toEqual([]);
    expect(helpsOf(file)).toMatchObject([
      {
        deliveredOn: '2026-05-28',
        firstDeliveredAt: '2026-06-01T02:00:00.000Z',
        fact: { agency: 'cdd', status: 'DELIVERED', cashBaht: 1500, plannedOn: '2026-05-20' },
      },
    ]);
    expect(file.household).toMatchObject({ agencies: ['cdd'], lastHelpOn: '2026-05-28' });
    expect(agenciesThatGave(file.household)).toEqual(['cdd']);
  });

  it('gives the figures that a correction to DELIVERED gives', () => {
    const stepped = fileOf(PLANNED, step('DELIVERED'));
    const corrected = fileOf(PLANNED, correct(2, { ...PLANNED, status: 'DELIVERED', deliveredOn: '2026-05-28' }));
    const figures = (file: File) =>
      helpsOf(file).map(({ fact, deliveredOn, agencies, firstDeliveredAt }) => ({
        fact,
        deliveredOn,
        agencies,
        firstDeliveredAt,
      }));
    expect(figures(stepped)).toEqual(figures(corrected));
    expect(stepped.household.lastHelpOn).toBe(corrected.household.lastHelpOn);
  });

  it('keeps its day when a plan is corrected that named a day of delivery', () => {
    const plan = help({ status: 'PLANNED', deliveredOn: '2026-05-10' });
    const file = fileOf(plan, step('DELIVERED'), correct(2, { ...plan, deliveredOn: null, cashBaht: 7 }));
    expect(helpsOf(file)).toMatchObject([{ deliveredOn: '2026-05-28', fact: { cashBaht: 7 } }]);
    expect(agenciesThatGave(file.household)).toEqual(['cdd']);
  });

  it('keeps the day of delivery when help is verified, and delivers help that is verified at once', () => {
    expect(helpsOf(fileOf(PLANNED, step('DELIVERED'), step('VERIFIED', { on: '2026-05-30' })))).toMatchObject([
      { deliveredOn: '2026-05-28', firstDeliveredAt: '2026-06-01T02:00:00.000Z', fact: { status: 'VERIFIED' } },
    ]);
    expect(helpsOf(fileOf(PLANNED, step('VERIFIED')))).toMatchObject([{ deliveredOn: '2026-05-28' }]);
  });

  it('takes help back: a household has no last help, and the agency did not give', () => {
    const returned = fileOf(help(), step('RETURNED'));
    expect(helpsOf(returned)).toEqual([]);
    expect(returned.household).toMatchObject({ agencies: ['cdd'], lastHelpOn: null });
    expect(agenciesThatGave(returned.household)).toEqual([]);
    expect(fileOf(PLANNED, step('CANCELLED')).household.agencies).toEqual([]);
  });

  it('may name the help by a correction of it', () => {
    const named = step('DELIVERED', { assistanceId: `${H}.3` });
    expect(helpsOf(fileOf(PLANNED, correct(2, { ...PLANNED, cashBaht: 7 }), named))).toMatchObject([
      { fact: { cashBaht: 7 } },
    ]);
  });

  it.each<[string, unknown, EntryBody[]]>([
    ['back', { code: 'transition-not-allowed', from: 'DELIVERED', to: 'APPROVED' }, [help(), step('APPROVED')]],
    ['of cancelled help', { from: 'CANCELLED', to: 'DELIVERED' }, [PLANNED, step('CANCELLED'), step('DELIVERED')]],
    ['of verified help', { from: 'VERIFIED', to: 'RETURNED' }, [help({ status: 'VERIFIED' }), step('RETURNED')]],
    [
      'of help that is not there',
      { code: 'entry-not-found', entry: `${H}.9` },
      [step('DELIVERED', { assistanceId: `${H}.9` })],
    ],
    [
      'of another kind',
      { code: 'entry-not-found' },
      [{ type: 'move', on: '2026-05-01', toArea: null }, step('DELIVERED')],
    ],
    [
      'back without a reason',
      { errors: [{ pointer: '/reason' }] },
      [help(), { ...step('RETURNED'), reason: undefined } as EntryBody],
    ],
    [
      'in the future',
      { errors: [{ pointer: '/on', code: 'date-in-future' }] },
      [PLANNED, step('DELIVERED', { on: '2026-07-01' })],
    ],
    ['for a need that is not there', { code: 'need-not-found' }, [PLANNED, step('DELIVERED', { needIds: ['n9'] })]],
  ])('%s is refused', (_title, refused, bodies) => {
    expect(refusal(...bodies)).toMatchObject(refused as object);
  });
});

describe('a correction', () => {
  it('of help that was delivered since does not undo the delivery by repeating the plan', () => {
    const corrected = fileOf(PLANNED, step('DELIVERED'), correct(2, { ...PLANNED, agency: 'dla' }));
    expect(helpsOf(corrected)).toMatchObject([
      {
        deliveredOn: '2026-05-28',
        firstDeliveredAt: '2026-06-01T02:00:00.000Z',
        fact: { agency: 'dla', status: 'DELIVERED' },
      },
    ]);
    expect(corrected.household.agencies).toEqual(['dla']);
  });

  it('that says another status than the help had said has the last word', () => {
    const cancelled = fileOf(PLANNED, step('APPROVED'), correct(2, { ...PLANNED, status: 'CANCELLED' }));
    expect(cancelled.household.agencies).toEqual([]);
  });

  it('of a step puts its day right, or takes the delivery back', () => {
    const day = fileOf(PLANNED, step('DELIVERED'), correct(3, step('DELIVERED', { on: '2026-05-21' })));
    expect(helpsOf(day)).toMatchObject([{ deliveredOn: '2026-05-21' }]);
    const approved = fileOf(PLANNED, step('DELIVERED'), correct(3, step('APPROVED')));
    expect(helpsOf(approved)).toEqual([]);
    expect(approved.household.lastHelpOn).toBeNull();
  });

  it('of a step stays with the help', () => {
    const moved = correct(4, step('DELIVERED', { assistanceId: `${H}.3` }));
    expect(refusal(PLANNED, PLANNED, step('DELIVERED'), moved)).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/entry/assistanceId', code: 'other-entry' }],
    });
  });
});

it('a step is applied once, however often its help is corrected', () => {
  const corrections = Array.from({ length: 100 }, (_, at) =>
    correct(at === 0 ? 2 : at + 3, { ...PLANNED, cashBaht: at + 1 }),
  );
  const { history } = fileOf(PLANNED, step('DELIVERED'), ...corrections);
  const onto = vi.spyOn(assistanceStatus.step, 'onto');
  expect(foldHousehold(history)).toMatchObject({ lastHelpOn: '2026-05-28' });
  expect(onto).toHaveBeenCalledTimes(1);
  onto.mockRestore();
});

it('a need is free again when the help that named it is cancelled', () => {
  const need: EntryBody = {
    type: 'survey',
    on: '2026-05-01',
    needs: [{ dimension: 'income', kind: 'PROBLEM', text: 'หนี้' }],
  };
  const dropping = correct(2, { type: 'survey', on: '2026-05-01', needs: [] });
  const planned = { ...PLANNED, needIds: [`${H}.2.1`] };
  const cancelled = step('CANCELLED', { assistanceId: `${H}.3` });
  expect(refusal(need, planned, dropping)).toMatchObject({ code: 'need-in-use' });
  expect(fileOf(need, planned, cancelled, dropping).household.needs).toEqual([]);
});
