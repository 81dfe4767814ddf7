import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';
import { help } from '../logbook/test/help.ts';
import { agencyOfBlank, withOwnAgency } from './own-agency.ts';

const { agency: _, ...blank } = help();
const nameless = help({ agency: null });
const correction = { type: 'correction', supersedes: 'h.2', reason: 'พิมพ์ผิด' } as const;

describe('a blank agency', () => {
  it("is the account's own, else nobody's", () => {
    expect([agencyOfBlank({ agency: 'cdd' }), agencyOfBlank({})]).toEqual(['cdd', null]);
  });

  it.each([
    ['blank', blank],
    ['null', nameless],
  ])('that is %s in a call is the own one, also in a correction', (_case, said) => {
    expect(withOwnAgency(said, { agency: 'dla' })).toEqual(help({ agency: 'dla' }));
    expect(withOwnAgency({ ...correction, entry: said }, { agency: 'dla' })).toEqual({
      ...correction,
      entry: help({ agency: 'dla' }),
    });
  });

  it('takes no name away, and gives none to an account without one', () => {
    expect(withOwnAgency(help({ agency: 'cdd' }), { agency: 'dla' })).toEqual(help({ agency: 'cdd' }));
    expect(withOwnAgency(nameless, {})).toEqual(nameless);
    const visit = { type: 'visit', on: '2026-05-01', purpose: 'SURVEY', outcome: 'MET' } as const;
    expect(withOwnAgency(visit, { agency: 'dla' })).toEqual(visit);
    expect(withOwnAgency({ ...correction, entry: visit }, { agency: 'dla' })).toEqual({ ...correction, entry: visit });
  });

  it('must be said by an account without one', () => {
    expect(() => withOwnAgency(blank, {})).toThrow(Problem);
    expect(() => withOwnAgency({ ...correction, entry: blank }, {})).toThrow(Problem);
  });
});
