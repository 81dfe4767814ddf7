import { describe, expect, it } from 'vitest';

import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';

import type { EntryBody, LogbookEntry } from '../logbook/entry.ts';
import { help } from '../logbook/test/help.ts';
import { agenciesThatGave, helpOfOthers, opensFileTo } from './given-help.ts';
import type { Household } from './household.ts';
import { record } from '../logbook/record.ts';

const H = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
const BEGIN: EntryBody = { type: 'registered', profile: { areaCode: '420101', members: [] } };
const PLANNED = { status: 'PLANNED', deliveredOn: null, plannedOn: '2026-05-25' } as const;

type File = { household: Household; history: LogbookEntry[] };

function say(file: Partial<File>, ...bodies: EntryBody[]): File {
  const recorded = record(
    file.household,
    bodies,
    {
      householdId: H,
      recordedAt: new Date('2026-06-10T03:00:00.000Z'),
      recordedBy: { sub: 's', roles: [] },
      hash: ({ version }) => `hash ${version}`,
    },
    file.history,
  );
  return { household: recorded.household, history: [...(file.history ?? []), ...recorded.entries] };
}

const correct = (version: number, entry: AssistanceBody): EntryBody => ({
  type: 'correction',
  supersedes: `${H}.${version}`,
  reason: 'พิมพ์ผิด',
  entry,
});

describe('the sum of what others gave', () => {
  const file = say(
    {},
    BEGIN,
    help({ agency: 'cdd', cashBaht: 0.1, inKindBaht: null }),
    help({ agency: 'cdd', coAgencies: ['dla'], cashBaht: 0.2, inKindBaht: 5 }),
    help({ agency: null, cashBaht: null, inKindBaht: null }),
    help({ ...PLANNED, agency: 'moph', cashBaht: 900, inKindBaht: 900 }),
    help({ agency: 'moph', cashBaht: 1000, inKindBaht: 1000 }),
  );
  const { household } = say(file, correct(6, help({ agency: 'moph', cashBaht: 7, inKindBaht: null })));

  it.each([
    [[], { records: 4, cashBaht: 7.3, inKindBaht: 5, withoutValue: 1 }],
    [['cdd'], { records: 2, cashBaht: 7, inKindBaht: null, withoutValue: 1 }],
    [['dla'], { records: 3, cashBaht: 7.1, inKindBaht: null, withoutValue: 1 }],
    [['cdd', 'moph'], { records: 1, cashBaht: null, inKindBaht: null, withoutValue: 1 }],
  ])('to %j', (agencies, sum) => expect(helpOfOthers(household, agencies)).toEqual(sum));

  it('is 0 where nobody gave any', () =>
    expect(helpOfOthers(say({}, BEGIN).household, [])).toEqual({
      records: 0,
      cashBaht: 0,
      inKindBaht: 0,
      withoutValue: 0,
    }));
});

describe('the agencies that gave help', () => {
  it.each([
    ['PLANNED', []],
    ['APPROVED', []],
    ['DELIVERED', ['cdd', 'dla']],
    ['VERIFIED', ['cdd', 'dla']],
    ['CANCELLED', []],
    ['RETURNED', []],
  ] as const)('by help that is %s', (status, agencies) => {
    const { household } = say({}, BEGIN, help({ status, coAgencies: ['dla'] }));
    expect(agenciesThatGave(household)).toEqual(agencies);
  });

  it('come once, and ไม่ระบุหน่วยงาน is none', () => {
    const bodies = [help({ agency: null, coAgencies: ['dla'] }), help({ agency: 'dla' }), help()];
    expect(agenciesThatGave(say({}, BEGIN, ...bodies).household)).toEqual(['dla', 'cdd']);
  });

  it('follow the newest word of a chain of corrections', () => {
    const planned = say({}, BEGIN, help(PLANNED));
    const given = say(planned, correct(2, help()));
    const withdrawn = say(given, correct(3, help({ status: 'CANCELLED' })));
    const again = say(withdrawn, correct(4, help({ agency: 'moph', coAgencies: ['cdd'] })));
    expect([planned, given, withdrawn, again].map(({ household }) => agenciesThatGave(household))).toEqual([
      [],
      ['cdd'],
      [],
      ['moph', 'cdd'],
    ]);
  });
});

describe('a file is opened', () => {
  it('by the first help that an agency gives, and by the first after all was withdrawn', () => {
    const begun = say({}, BEGIN);
    const planned = say(begun, help(PLANNED));
    const given = say(planned, help({ agency: 'moph', coAgencies: ['cdd'] }));
    const more = say(given, help());
    const one = say(more, correct(3, help({ status: 'CANCELLED' })));
    const none = say(one, correct(4, help({ status: 'CANCELLED' })));
    const anew = say(none, help({ status: 'VERIFIED' }));
    const files = [begun, planned, given, more, one, none, anew];
    const opens = (agency: string) =>
      files.map(({ household }, index) =>
        opensFileTo(agency, { before: files[index - 1]?.household, after: household }),
      );
    expect(opens('cdd')).toEqual([false, false, true, false, false, false, true]);
    expect(opens('moph')).toEqual([false, false, true, false, false, false, false]);
    expect(opens('dla')).not.toContain(true);
  });
});
