import { describe, expect, it } from 'vitest';

import { entryId, parseEntryId, type EntryBody, type LogbookEntry } from './entry.ts';
import { factsOf } from './facts-of.ts';
import { kindOf } from './kind-of.ts';
import { help } from './test/help.ts';

const HOUSEHOLD = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';

const entry = (body: EntryBody, version = 2): LogbookEntry => ({
  id: entryId(HOUSEHOLD, version),
  householdId: HOUSEHOLD,
  version,
  recordedAt: '2026-05-15T03:00:00.000Z',
  recordedBy: { sub: 's', roles: [] },
  body,
  previousHash: 'before',
  hash: 'hash',
});
const bodies = (body: EntryBody, version?: number): unknown[] => factsOf(entry(body, version)).map((fact) => fact.body);

const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ', citizenId: '5000000000019' }] };
const given = help({
  coAgencies: ['dla'],
  personIds: ['p1'],
  needIds: ['n1'],
  description: 'นางทดสอบ ตัวอย่างดี',
});

describe('the facts of an entry', () => {
  it('hold everything of help that figures count, and no words', () => {
    const { description: _, ...counted } = given;
    expect(factsOf(entry(given))).toEqual([
      {
        id: `${HOUSEHOLD}.2`,
        householdId: HOUSEHOLD,
        version: 2,
        recordedAt: '2026-05-15T03:00:00.000Z',
        body: counted,
      },
    ]);
  });

  it('say where a household lives only when the entry begins it', () => {
    const survey: EntryBody = { type: 'survey', on: '2026-05-01', needs: [], profile };
    const surveyed = { type: 'survey', on: '2026-05-01', needs: [] };
    expect(bodies(survey, 1)).toEqual([{ type: 'registered', area: '420101' }, surveyed]);
    expect(bodies(survey, 2)).toEqual([surveyed]);
    expect(bodies({ type: 'registered', profile }, 1)).toEqual([{ type: 'registered', area: '420101' }]);
    const listed: EntryBody = { type: 'listed', list: 'l1', area: '420102', targets: [], profile };
    expect(bodies(listed, 1)).toEqual([
      { type: 'registered', area: '420101' },
      { type: 'listed', list: 'l1', area: '420102' },
    ]);
    expect(bodies(listed, 3)).toEqual([{ type: 'listed', list: 'l1', area: '420102' }]);
  });

  it('are none of what counts nowhere', () => {
    const silent: EntryBody[] = [
      { type: 'checked', kind: 'ARRIVED', on: '2026-05-01', reason: 'ก' },
      { type: 'urgency', level: 'HIGH', on: '2026-05-01', reason: 'ก' },
      { type: 'duplicate-named', household: 'other' },
    ];
    for (const body of silent) expect(bodies(body)).toEqual([]);
  });

  it('are those of steps, verifications and moves, without reasons', () => {
    expect(bodies({ type: 'need-status', needId: 'n1', status: 'RESOLVED', on: '2026-05-01', reason: 'ก' })).toEqual([
      { type: 'need-status', needId: 'n1', status: 'RESOLVED', on: '2026-05-01' },
    ]);
    expect(
      bodies({
        type: 'target-state',
        list: 'l1',
        state: 'MOVED',
        on: '2026-05-01',
        reason: 'ก',
        toArea: null,
        allMembers: true,
      }),
    ).toEqual([{ type: 'target-state', list: 'l1', state: 'MOVED', on: '2026-05-01', toArea: null, allMembers: true }]);
    expect(
      bodies({
        type: 'target-state',
        list: 'l1',
        state: 'DUPLICATE',
        on: '2026-05-01',
        reason: 'ก',
        duplicateOf: 'h2',
      }),
    ).toEqual([{ type: 'target-state', list: 'l1', state: 'DUPLICATE', on: '2026-05-01', duplicateOf: 'h2' }]);
    expect(bodies({ type: 'move', on: '2026-05-01', toArea: null, reason: 'ก' })).toEqual([
      { type: 'move', on: '2026-05-01', toArea: null },
    ]);
  });

  it('are those of visits, needs, surveys, follow-ups, Re-X-rays and finds, without words', () => {
    const id = (version: number): string => `${HOUSEHOLD}.${version}`;
    const need = { dimension: 'health', kind: 'PROBLEM', text: 'ก', indicator: 3 } as const;
    const said: [EntryBody, object][] = [
      [
        { type: 'visit', on: '2026-05-01', purpose: 'SURVEY', outcome: 'MET', notes: 'ก', fourT: { wayOut: 'ก' } },
        { type: 'visit', on: '2026-05-01', purpose: 'SURVEY', outcome: 'MET', hasWayOut: true },
      ],
      [
        { type: 'need', ...need, openedOn: '2026-05-01' },
        { type: 'need', needId: id(2), dimension: 'health', kind: 'PROBLEM', openedOn: '2026-05-01' },
      ],
      [
        { type: 'survey', on: '2026-05-01', round: 'x1', needs: [need] },
        {
          type: 'survey',
          on: '2026-05-01',
          round: 'x1',
          needs: [{ needId: id(2) + '.1', dimension: 'health', kind: 'PROBLEM' }],
        },
      ],
      [
        {
          type: 'follow-up',
          on: '2026-05-01',
          stage: 'CRISIS',
          reasons: 'ก',
          needResults: [
            { needId: 'n1', result: 'RESOLVED' },
            { needId: 'n2', result: 'BETTER' },
          ],
        },
        { type: 'follow-up', on: '2026-05-01', stage: 'CRISIS', resolved: ['n1'] },
      ],
      [
        {
          type: 'rexray',
          round: 'x1',
          on: '2026-05-01',
          by: { kind: 'VHV' },
          results: [{ needId: 'n1', result: 'COMPLETE' }],
        },
        {
          type: 'rexray',
          round: 'x1',
          on: '2026-05-01',
          gone: false,
          results: [{ needId: 'n1', result: 'COMPLETE' }],
          needs: [],
        },
      ],
      [
        { type: 'found', source: 'THAIQM', on: '2026-05-01', evidence: 'ก' },
        { type: 'found', source: 'THAIQM', on: '2026-05-01' },
      ],
    ];
    for (const [body, fact] of said) expect(bodies(body, 2)).toEqual([fact]);
  });

  it('of a list entry name the dimensions and indicators of all its persons', () => {
    const targets = [
      { personId: 'p1', dimensions: ['income' as const], indicators: [24, 22] },
      { personId: null, dimensions: ['health' as const, 'income' as const], indicators: [22] },
    ];
    expect(bodies({ type: 'listed', list: 'l1', area: '420102', targets }, 2)).toEqual([
      { type: 'listed', list: 'l1', area: '420102', dimensions: ['health', 'income'], indicators: [22, 24] },
    ]);
  });

  it('of a correction always say what is superseded, none when that counts nowhere', () => {
    const correct = (body: Extract<EntryBody, { type: 'correction' }>['entry']): LogbookEntry =>
      entry({ type: 'correction', supersedes: `${HOUSEHOLD}.1`, reason: 'ก', entry: body });
    expect(factsOf(correct(given))).toMatchObject([
      { supersedes: `${HOUSEHOLD}.1`, body: { type: 'assistance', cashBaht: 1500 } },
    ]);
    const looked = { type: 'checked', kind: 'ARRIVED', on: '2026-05-01', reason: 'ก' } as const;
    expect(factsOf(correct(looked))).toEqual([]);
    // What is withdrawn stands nowhere.
    expect(factsOf(correct(null))).toMatchObject([{ supersedes: `${HOUSEHOLD}.1`, body: { type: 'other' } }]);
  });

  it('hold nothing personal', () => {
    const said = JSON.stringify([factsOf(entry(given)), factsOf(entry({ type: 'registered', profile }, 1))]);
    expect(said).not.toMatch(/[\u0e00-\u0e7f]|5000000000019/);
  });
});

describe('the id of an entry', () => {
  it('names its household and version; a need of a survey names its survey', () => {
    expect(parseEntryId(entryId(HOUSEHOLD, 12))).toEqual({ householdId: HOUSEHOLD, version: 12 });
    expect(parseEntryId(`${HOUSEHOLD}.12.3`)).toEqual({ householdId: HOUSEHOLD, version: 12 });
    expect(parseEntryId(`${HOUSEHOLD}.12.100`)).toEqual({ householdId: HOUSEHOLD, version: 12 });
    expect(parseEntryId(`${HOUSEHOLD}.99999999.4999999950`)?.version).toBe(99_999_999);
    for (const wrong of [
      '',
      HOUSEHOLD,
      `${HOUSEHOLD}.0`,
      `${HOUSEHOLD}.01`,
      `${HOUSEHOLD}.1.`,
      `${HOUSEHOLD}.1.0`,
      `${HOUSEHOLD}.1.01`,
      `${HOUSEHOLD}.1.2.3`,
      `x${HOUSEHOLD}.1`,
    ])
      expect(parseEntryId(wrong)).toBeUndefined();
  });
});

describe('the day that may not lie in the future', () => {
  it('is that of delivery; help that is only planned has none', () => {
    const planned = { ...given, status: 'PLANNED', deliveredOn: null, plannedOn: '2026-07-01' } as const;
    expect(kindOf(given).past?.(given)).toEqual({ field: 'deliveredOn', day: '2026-05-10' });
    expect(kindOf(planned).past?.(planned)).toBeUndefined();
  });
});
