import { describe, expect, it } from 'vitest';

import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';
import type { FileRow } from '../cells/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import { judgeAssistance, likenessOf, mayHaveHelp } from './judge-assistance.ts';
import type { Judgement } from './judgement.ts';

/** Help that is the same, named or not, on a household whose first entry is its registration: the first of `bodies` is `h.2`. */

type Known = { household: Household; history: LogbookEntry[] };

function known(...bodies: EntryBody[]): Known {
  const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
  const begun = then(undefined, { type: 'registered', profile });
  return bodies.reduce<Known>(then, begun);
}

function then(before: Known | undefined, body: EntryBody): Known {
  const history = before?.history ?? [];
  const recording = {
    householdId: 'h',
    recordedAt: new Date('2026-06-01T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: () => 'hash',
  };
  const { household, entries } = record(before?.household, [body], recording, history);
  return { household, history: [...history, ...entries] };
}

function row({
  agency,
  dimension,
  assistanceType,
  deliveredOn,
  cashBaht,
  inKindBaht,
  description,
}: AssistanceBody): FileRow {
  const day = deliveredOn === null ? {} : { deliveredOn };
  const values = { agency, dimension, assistanceType, ...day, cashBaht, inKindBaht, description };
  return { sheet: 0, row: 7, values, problems: [] };
}

function judge(agency: string | null, { household, history }: Known): Judgement {
  return judgeAssistance(row(help({ agency })), household, undefined, history);
}

const nameless = help({ agency: null });
const correction = (version: number, entry: AssistanceBody): EntryBody => ({
  type: 'correction',
  supersedes: `h.${version}`,
  reason: 'แก้ไข',
  entry,
});
const naming = (version: number, entry: AssistanceBody): Judgement => ({
  outcome: 'updated',
  body: { type: 'correction', supersedes: `h.${version}`, reason: 'ระบุหน่วยงานจากไฟล์ที่นำเข้า', entry },
  problems: [],
});
const unchanged = { outcome: 'unchanged', problems: [] };
const corrected = { outcome: 'unchanged', problems: [{ severity: 'warning', code: 'help-corrected' }] };

describe('help that was planned and then delivered by a step', () => {
  const planned = (agency: string | null) => help({ agency, status: 'PLANNED', deliveredOn: null });
  const delivery: EntryBody = { type: 'assistance-status', assistanceId: 'h.2', status: 'DELIVERED', on: '2026-05-10' };

  it('is not recorded again by a file', () => {
    const { household, history } = known(planned('cdd'), delivery);
    expect(mayHaveHelp(household, row(help({ agency: 'cdd' })))).toBe(true);
    expect(judge('cdd', { household, history })).toEqual(unchanged);
    const returned: EntryBody = { ...delivery, status: 'RETURNED', reason: 'ไม่อยู่บ้าน' };
    expect(judge('cdd', known(planned('cdd'), delivery, returned))).toMatchObject(corrected);
  });

  it('gets its agency from a file as the help that it is, and stays delivered', () => {
    const judged = judge('msdhs', known(planned(null), delivery));
    expect(judged).toEqual(naming(2, planned('msdhs')));
    if (judged.outcome !== 'updated') throw new Error('not updated');
    const { household } = then(known(planned(null), delivery), judged.body);
    expect(household).toMatchObject({ agencies: ['msdhs'], lastHelpOn: '2026-05-10' });
  });
});

describe('help that is known without an agency', () => {
  it('is named by a row that is equal but for its agency', () => {
    expect(judge('msdhs', known(nameless))).toEqual(naming(2, help({ agency: 'msdhs' })));
  });

  it('is unchanged by a row without an agency', () => {
    expect(judge(null, known(nameless))).toEqual(unchanged);
  });

  it('keeps all else that is known of it', () => {
    const need: EntryBody = {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text: 'ไม่มีรายได้',
      openedOn: '2026-05-01',
    };
    const rich = help({
      agency: null,
      status: 'VERIFIED',
      needIds: ['h.2'],
      coAgencies: ['msdhs', 'dla'],
      plannedOn: '2026-05-02',
    });
    // An agency that helped with it and turns out to be the giver is no co-agency of itself.
    expect(judge('msdhs', known(need, rich))).toEqual(naming(3, { ...rich, agency: 'msdhs', coAgencies: ['dla'] }));
  });

  it('is named at the newest entry of its chain', () => {
    const misspelt = help({ agency: null, cashBaht: 15 });
    expect(judge('msdhs', known(misspelt, correction(2, nameless)))).toEqual(naming(3, help({ agency: 'msdhs' })));
  });

  it('is other help where anything else differs', () => {
    for (const change of [{ cashBaht: 1501 }, { inKindBaht: 0 }, { description: 'รอบสอง' }, { personIds: ['p1'] }])
      expect(judge('msdhs', known(help({ agency: null, ...change }))).outcome).toBe('created');
    for (const status of ['PLANNED', 'APPROVED', 'CANCELLED', 'RETURNED'] as const)
      expect(judge('msdhs', known(help({ agency: null, status }))).outcome).toBe('created');
  });

  it('of which there are several is not guessed: the row is new help, with a warning', () => {
    expect(judge('msdhs', known(nameless, nameless))).toMatchObject({
      outcome: 'created',
      body: help({ agency: 'msdhs' }),
      problems: [{ row: 7, column: 'agency', severity: 'warning', code: 'help-ambiguous' }],
    });
  });

  it('is named where a second one like it was withdrawn', () => {
    const withdrawn = correction(2, help({ agency: null, status: 'CANCELLED' }));
    expect(judge('msdhs', known(nameless, nameless, withdrawn))).toEqual(naming(3, help({ agency: 'msdhs' })));
  });

  it('and was corrected or withdrawn since is not brought back by a row that names it', () => {
    for (const change of [{ cashBaht: 2000 }, { status: 'CANCELLED' }] as const)
      expect(judge('msdhs', known(nameless, correction(2, help({ agency: null, ...change }))))).toMatchObject(
        corrected,
      );
  });
});

describe('help that has been named', () => {
  const named = known(nameless, correction(2, help({ agency: 'msdhs' })));

  it('is unchanged by the rows of either file', () => {
    expect(judge('msdhs', named)).toEqual(unchanged);
    expect(judge(null, named)).toEqual(unchanged);
    expect(judge(null, known(help({ agency: 'msdhs' })))).toEqual(unchanged);
    expect(judge(null, known(help({ agency: 'msdhs' }), help({ agency: 'cdd' })))).toEqual(unchanged);
  });

  it('is not the help of another agency, whether it was named at once or later', () => {
    expect(judge('cdd', known(help({ agency: 'msdhs' })))).toMatchObject({ outcome: 'created', problems: [] });
    expect(judge('cdd', named)).toMatchObject({ outcome: 'created', problems: [] });
    const otherwise = correction(3, help({ agency: 'msdhs', cashBaht: 2000 }));
    expect(judge('cdd', then(named, otherwise))).toMatchObject({ outcome: 'created', problems: [] });
  });

  it('and corrected or withdrawn since is not brought back by a row without an agency', () => {
    for (const change of [{ cashBaht: 2000 }, { status: 'CANCELLED' }] as const) {
      const since = correction(2, help({ agency: 'msdhs', ...change }));
      expect(judge(null, known(help({ agency: 'msdhs' }), since))).toMatchObject(corrected);
    }
  });

  it('and of which an officer took the name away is not named again by its old file', () => {
    expect(judge('msdhs', known(help({ agency: 'msdhs' }), correction(2, nameless)))).toMatchObject(corrected);
  });

  it('stays beside nameless help like it, which is not counted again', () => {
    expect(judge('msdhs', known(nameless, help({ agency: 'msdhs' })))).toEqual(unchanged);
  });
});

describe('rows of one file', () => {
  const after = (...agencies: (string | null)[]): string[] => {
    let file = known();
    return agencies.map((agency) => {
      const judgement = judge(agency, file);
      if ('body' in judgement) file = then(file, judgement.body);
      return judgement.outcome;
    });
  };

  it('see what the rows before them made', () => {
    expect(after(null, 'msdhs', null, 'msdhs')).toEqual(['created', 'updated', 'unchanged', 'unchanged']);
    expect(after('msdhs', null, 'cdd', null)).toEqual(['created', 'unchanged', 'created', 'unchanged']);
    expect(after(null, 'msdhs', 'cdd', 'cdd')).toEqual(['created', 'updated', 'created', 'unchanged']);
  });
});

describe('facts of a household', () => {
  it('may hold the help of a row when they agree, named or not', () => {
    const of = (agency: string | null, said: string | null): boolean =>
      mayHaveHelp(known(help({ agency })).household, row(help({ agency: said })));
    expect([of(null, 'msdhs'), of('msdhs', null), of(null, null), of('msdhs', 'msdhs')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(of('msdhs', 'cdd')).toBe(false);
  });

  it('is possible where facts of its month have left the document: only the entries tell', () => {
    const { household } = known();
    const gave = row(help({ deliveredOn: '2023-09-30' }));
    expect(mayHaveHelp(household, gave)).toBe(false);
    expect(mayHaveHelp({ ...household, factsSince: '2023-10' }, gave)).toBe(true);
    expect(mayHaveHelp({ ...household, factsSince: '2023-09' }, gave)).toBe(false);
  });

  it('and rows have the same likeness whatever agency they name', () => {
    const likeness = likenessOf(row(help()).values);
    expect(likenessOf(row(help({ agency: null })).values)).toBe(likeness);
    expect(likenessOf(help({ description: 'อื่น' }))).toBe(likeness);
    for (const change of [
      { dimension: 'health' },
      { assistanceType: 'GOODS' },
      { deliveredOn: '2026-05-11' },
      { cashBaht: 1 },
      { inKindBaht: 0 },
    ] as const)
      expect(likenessOf(help(change))).not.toBe(likeness);
  });
});
