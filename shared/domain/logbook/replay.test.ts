import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CorrectableBody } from '#shared/domain/logbook/bodies.ts';

import type { EntryBody, LogbookEntry } from './entry.ts';
import { help } from './test/help.ts';
import { naiveHelp } from './test/naive-help.ts';
import { knownHouseholds } from '../statistics/known-household.ts';
import type { Household } from '../household/household.ts';
import { record } from './record.ts';
import { failedVisits } from '../household/contact.ts';
import { recordAll, stories, type File } from '../household/test/random-files.ts';

const H = '00000000-0000-4000-8000-000000000001';

/** The file of a household that lives in 420101, after one entry for each body. */
function fileOf(...bodies: EntryBody[]): File {
  const begin: EntryBody = {
    type: 'registered',
    profile: { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] },
  };
  let household: Household | undefined;
  const history: LogbookEntry[] = [];
  for (const body of [begin, ...bodies]) {
    const recordedAt = new Date(Date.UTC(2026, 5, 1, history.length));
    const recording = { householdId: H, recordedAt, recordedBy: { sub: 's', roles: [] }, hash: () => 'hash' };
    const recorded = record(household, [body], recording, history);
    household = recorded.household;
    history.push(...recorded.entries);
  }
  if (!household) throw new Error('The household began');
  return { household, history };
}

const documentOf = (...bodies: EntryBody[]): Household => fileOf(...bodies).household;
const correct = (supersedes: string, entry: CorrectableBody): EntryBody => ({
  type: 'correction',
  supersedes,
  reason: 'พิมพ์ผิด',
  entry,
});

describe('the last day of what happened', () => {
  const visit = (on: string): CorrectableBody => ({ type: 'visit', on, purpose: 'FOLLOWUP', outcome: 'MET' });
  const survey = (on: string): CorrectableBody => ({ type: 'survey', on, needs: [] });
  const followUp = (on: string): CorrectableBody => ({ type: 'follow-up', on, stage: 'SURVIVE', needResults: [] });
  const given = (on: string): CorrectableBody => help({ deliveredOn: on });

  it.each([
    ['lastVisitOn', visit],
    ['surveyedOn', survey],
    ['lastFollowUpOn', followUp],
    ['lastHelpOn', given],
  ] as const)('%s is the latest day, in whatever order the days were recorded', (field, on) => {
    expect(documentOf()[field]).toBeNull();
    expect(documentOf(on('2026-05-03'))[field]).toBe('2026-05-03');
    expect(documentOf(on('2026-05-03'), on('2026-05-09'))[field]).toBe('2026-05-09');
    expect(documentOf(on('2026-05-09'), on('2026-05-03'))[field]).toBe('2026-05-09');
  });

  it.each([
    ['lastVisitOn', visit],
    ['surveyedOn', survey],
    ['lastFollowUpOn', followUp],
    ['lastHelpOn', given],
  ] as const)('%s goes back when the latest one is corrected to an earlier day', (field, on) => {
    const corrected = [on('2026-05-09'), on('2026-05-03'), correct(`${H}.2`, on('2026-05-01'))];
    expect(documentOf(...corrected)[field]).toBe('2026-05-03');
  });

  it('of help is that of help given, not of help planned, approved, called off or returned', () => {
    for (const status of ['PLANNED', 'APPROVED', 'CANCELLED', 'RETURNED'] as const)
      expect([status, documentOf(help({ status })).lastHelpOn]).toEqual([status, null]);
    for (const status of ['DELIVERED', 'VERIFIED'] as const)
      expect([status, documentOf(help({ status })).lastHelpOn]).toEqual([status, '2026-05-10']);
  });

  /** From the words alone: the latest day among the entries that no correction has superseded. */
  function daysSaid(history: readonly LogbookEntry[], type: CorrectableBody['type']): string | null {
    const superseded = new Set(history.map(({ body }) => (body.type === 'correction' ? body.supersedes : '')));
    const days = history.flatMap(({ id, body }) => {
      const said = body.type === 'correction' ? body.entry : body;
      if (superseded.has(id) || said?.type !== type) return [];
      return 'on' in said ? [said.on] : [];
    });
    return days.toSorted().at(-1) ?? null;
  }

  function lastHelpSaid(history: readonly LogbookEntry[]): string | null {
    const received = naiveHelp(history).filter(({ status }) => status === 'DELIVERED' || status === 'VERIFIED');
    return (
      received
        .map(({ deliveredOn }) => deliveredOn ?? '')
        .toSorted()
        .at(-1) ?? null
    );
  }

  /** From the words alone: contacts, the stage of the latest day, and what was said last of urgency and of where it was found. */
  function casesSaid(history: readonly LogbookEntry[]): object {
    const superseded = new Set(history.map(({ body }) => (body.type === 'correction' ? body.supersedes : '')));
    const said = history
      .filter(({ id }) => !superseded.has(id))
      .flatMap(({ body }) => (body.type === 'correction' ? (body.entry ?? []) : body));
    const inOrder = (listed: readonly (string | undefined)[]): string[] =>
      listed.filter((day) => day !== undefined).toSorted();
    const contact =
      inOrder(
        said.map((body) => {
          if (body.type === 'survey' || body.type === 'follow-up') return body.on;
          if (body.type === 'visit') return body.outcome === 'MET' ? body.on : undefined;
          return body.type === 'rexray' && body.gone !== true ? body.on : undefined;
        }),
      ).at(-1) ?? null;
    const missed = inOrder(
      said.map((body) =>
        body.type === 'visit' && ['NOT_HOME', 'NOT_FOUND'].includes(body.outcome) ? body.on : undefined,
      ),
    ).slice(-20);
    const followUps = said.filter((body) => body.type === 'follow-up');
    const latest = inOrder(followUps.map(({ on }) => on)).at(-1);
    const judged = followUps.findLast(({ on }) => on === latest);
    const urgent = said.findLast((body) => body.type === 'urgency');
    const found = said.findLast((body) => body.type === 'found');
    return {
      lastContactOn: contact,
      stage: judged ? { stage: judged.stage, on: judged.on } : null,
      urgency: urgent ? { level: urgent.level, on: urgent.on } : null,
      found: found
        ? { source: found.source, on: found.on, ...(found.round === undefined ? {} : { round: found.round }) }
        : null,
      failed: missed.filter((day) => contact === null || day > contact).length,
    };
  }

  it('is what the entries in force say, whatever was recorded', () => {
    fc.assert(
      fc.property(stories, (story) => {
        for (const { files } of recordAll(story))
          for (const { household, history } of files.values()) {
            const { lastVisitOn, surveyedOn, lastFollowUpOn, lastHelpOn } = household;
            const { lastContactOn, stage, urgency, found } = household;
            const failed = failedVisits(household);
            expect({ lastContactOn, stage, urgency, found, failed }).toEqual(casesSaid(history));
            expect({ lastVisitOn, surveyedOn, lastFollowUpOn, lastHelpOn }).toEqual({
              lastVisitOn: daysSaid(history, 'visit'),
              surveyedOn: daysSaid(history, 'survey'),
              lastFollowUpOn: daysSaid(history, 'follow-up'),
              lastHelpOn: lastHelpSaid(history),
            });
          }
      }),
      { numRuns: 100, seed: 20261202 },
    );
  });

  it('that somebody promised to come again is the one promised last, earlier or later', () => {
    const promise = (on: string, nextVisitDue: string): EntryBody => ({
      type: 'visit',
      on,
      purpose: 'FOLLOWUP',
      outcome: 'MET',
      nextVisitDue,
    });
    expect(documentOf(promise('2026-05-01', '2026-08-01'), promise('2026-05-02', '2026-07-01')).nextDue).toBe(
      '2026-07-01',
    );
    expect(documentOf(promise('2026-05-01', '2026-08-01'), visit('2026-05-02')).nextDue).toBe('2026-08-01');
  });
});

describe('a household that moves', () => {
  const move = (toArea: string | null): CorrectableBody => ({ type: 'move', on: '2026-05-02', toArea });
  const at = (...bodies: EntryBody[]) => {
    const { status, areaCode } = documentOf(...bodies);
    return { status, areaCode };
  };
  /** Where figures count it. */
  const counted = (...bodies: EntryBody[]) =>
    knownHouseholds([documentOf(...bodies).facts], '2026-12-31T00:00:00.000Z')[0]?.residence;

  it('lives there', () => {
    expect(at(move('420201'))).toEqual({ status: 'ACTIVE', areaCode: '420201' });
  });

  it('nobody knows where to keeps its last place in the file, and is counted nowhere', () => {
    expect(at(move(null))).toEqual({ status: 'MOVED_OUT', areaCode: '420101' });
    expect(counted(move(null))).toBeNull();
  });

  it('is of the place again when it is found after moving out', () => {
    expect(at(move(null), move('420201'))).toEqual({ status: 'ACTIVE', areaCode: '420201' });
    expect(counted(move(null), move('420201'))).toBe('420201');
    expect(at(move(null), move('420101'))).toEqual({ status: 'ACTIVE', areaCode: '420101' });
    expect(at(move(null), move('420201'), move(null))).toEqual({ status: 'MOVED_OUT', areaCode: '420201' });
  });

  it('is of the place again when the moving out is corrected, and out when a move is', () => {
    expect(at(move(null), correct(`${H}.2`, move('420201')))).toEqual({ status: 'ACTIVE', areaCode: '420201' });
    expect(at(move('420201'), correct(`${H}.2`, move(null)))).toEqual({ status: 'MOVED_OUT', areaCode: '420101' });
  });
});

describe('a row of a target list', () => {
  const listed = (area: string, personId: string | null = null): EntryBody => ({
    type: 'listed',
    list: 'list-1',
    area,
    targets: [{ personId, dimensions: ['income'], indicators: [] }],
  });
  const areas = (...bodies: EntryBody[]) => documentOf(...bodies).targets.map(({ area }) => area);

  it('keeps its own area when the household lives elsewhere, or moves', () => {
    expect(areas(listed('420201'))).toEqual(['420201']);
    expect(areas(listed('420101'), { type: 'move', on: '2026-05-02', toArea: '310101' })).toEqual(['420101']);
    expect(documentOf(listed('420201')).areaCode).toBe('420101');
  });

  it('keeps the area in which the person was listed first', () => {
    expect(areas(listed('420201'), listed('420102'))).toEqual(['420201']);
    expect(areas(listed('420201'), listed('420102', 'p1'))).toEqual(['420201', '420102']);
  });

  it('tells figures its own area', () => {
    const [known] = knownHouseholds([documentOf(listed('420201')).facts], '2026-12-31T00:00:00.000Z');
    expect(known?.members[0]?.listings).toMatchObject([{ list: 'list-1', area: '420201' }]);
    expect(known?.residence).toBe('420101');
  });
});

describe('the agencies of help', () => {
  it('are its giver and its co-agencies, each once, and none where nobody is named', () => {
    const { agencies } = documentOf(
      help({ agency: 'cdd', coAgencies: ['dla', 'mol'] }),
      help({ agency: 'dla', coAgencies: ['cdd'] }),
      help({ agency: null, coAgencies: [] }),
    );
    expect(agencies).toEqual(['cdd', 'dla', 'mol']);
  });

  it('are not those of help that was called off', () => {
    expect(documentOf(help({ coAgencies: ['dla'], status: 'CANCELLED' })).agencies).toEqual([]);
  });
});
