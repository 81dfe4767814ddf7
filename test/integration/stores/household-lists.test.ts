import { beforeAll, describe, expect, it } from 'vitest';

import type { Household } from '#shared/domain/household/household.ts';
import type { UrgencyLevel } from '#shared/domain/household/urgency.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { HouseholdChange, HouseholdFacts, HouseholdStore } from '#shared/household/household-store.ts';
import { summaryOf } from '#shared/household/summary.ts';
import { nameSearch } from '#shared/thai/name-search.ts';

import { ENGINES, nextDistrict, nextPerson } from './household-engines.ts';
import { begin, goOn, listed, type Beginning } from './synthetic-household.ts';

async function all(facts: AsyncIterable<HouseholdFacts>): Promise<HouseholdFacts[]> {
  return Array.fromAsync(facts);
}

describe.each(Object.entries(ENGINES))('lists of households in %s', (_engine, open) => {
  let households: HouseholdStore;

  beforeAll(async () => {
    ({ households } = await open());
  });

  const put = async (beginning: Beginning = {}, more: Parameters<typeof begin>[1] = []): Promise<HouseholdChange> => {
    const change = begin(beginning, more);
    await households.append([change]);
    return change;
  };

  it('lists an area in key order, page by page, with nothing twice and nothing missing', async () => {
    const district = nextDistrict();
    const areas = [
      `${district}02`,
      `${district}01`,
      `${district}02`,
      `${district}10`,
      `${district}02`,
      `${district}01`,
    ];
    const put6 = await Promise.all(areas.map((areaCode) => put({ areaCode })));
    const expected = put6
      .map(({ after }) => summaryOf(after))
      .sort((a, b) => (`${a.areaCode}#${a.id}` < `${b.areaCode}#${b.id}` ? -1 : 1));
    expect(await households.listArea(district, undefined, 100)).toEqual(expected);
    const inSubdistrict = expected.filter(({ areaCode }) => areaCode === `${district}02`);
    expect(await households.listArea(`${district}02`, undefined, 100)).toEqual(inSubdistrict);
    for (const [area, whole] of [
      [district, expected],
      [`${district}02`, inSubdistrict],
    ] as const) {
      const paged = [];
      let page = await households.listArea(area, undefined, 2);
      while (page.length > 0) {
        expect(page.length).toBeLessThanOrEqual(2);
        paged.push(...page);
        page = await households.listArea(area, page.at(-1), 2);
      }
      expect(paged).toEqual(whole);
    }
  });

  it('lists the urgent cases of an area by level, as they stand now, page by page', async () => {
    const district = nextDistrict();
    const urgent = (level: UrgencyLevel): EntryBody => ({ type: 'urgency', level, on: '2026-05-10', reason: 'ทดสอบ' });
    const critical = await Promise.all(
      ['02', '01', '02'].map((at) => put({ areaCode: `${district}${at}` }, [urgent('CRITICAL')])),
    );
    const [high] = await Promise.all([
      put({ areaCode: `${district}01` }, [urgent('HIGH')]),
      put({ areaCode: `${district}01` }),
      put({ areaCode: `${district}01` }, [urgent('NORMAL')]),
    ]);
    const expected = critical
      .map(({ after }) => summaryOf(after))
      .sort((a, b) => (`${a.areaCode}#${a.id}` < `${b.areaCode}#${b.id}` ? -1 : 1));
    expect(await households.listUrgent('CRITICAL', district, undefined, 100)).toEqual(expected);
    expect(await households.listUrgent('CRITICAL', `${district}02`, undefined, 100)).toEqual(expected.slice(1));
    expect(await households.listUrgent('CRITICAL', district, expected[0], 1)).toEqual(expected.slice(1, 2));
    expect(await households.listUrgent('HIGH', district, undefined, 100)).toEqual([summaryOf(high.after)]);
    expect(await households.listUrgent('CRITICAL', district.slice(0, 2), undefined, 1000)).toEqual(
      expect.arrayContaining(expected),
    );
    const calmed = critical[0]!;
    await households.append([goOn(calmed.after, [urgent('NORMAL')])]);
    expect(await households.listUrgent('CRITICAL', district, undefined, 100)).toEqual(
      expected.filter(({ id }) => id !== calmed.after.id),
    );
  });

  it('lists the households that a mentor leads, wherever they live, as they stand now', async () => {
    const [district, other] = [nextDistrict(), nextDistrict()];
    const [mentor, next] = [crypto.randomUUID(), crypto.randomUUID()];
    const ledBy = (sub: string | null): EntryBody => ({
      type: 'mentor',
      mentor: sub,
      on: '2026-05-10',
      reason: 'ทดสอบ',
    });
    const led = await Promise.all(
      [`${other}01`, `${district}02`, `${district}01`].map((areaCode) => put({ areaCode }, [ledBy(mentor)])),
    );
    await put({ areaCode: `${district}01` });
    const places = async (sub: string) =>
      (await households.listLed(sub)).map(({ areaCode, id }) => `${areaCode}#${id}`);
    const keys = led.map(({ after: { areaCode, id } }) => `${areaCode}#${id}`).toSorted();
    expect(await places(mentor)).toEqual(keys);
    const [first, second, third] = led.map(({ after }) => after);
    if (!first || !second || !third) throw new Error('There are three');
    await households.append([goOn(first, [ledBy(next)])]);
    await households.append([goOn(second, [ledBy(null)])]);
    expect(await places(next)).toEqual([`${first.areaCode}#${first.id}`]);
    expect(await places(mentor)).toEqual([`${third.areaCode}#${third.id}`]);
    await households.append([goOn(third, [{ type: 'move', on: '2026-05-11', toArea: '420101' }])]);
    expect(await places(mentor)).toEqual([`420101#${third.id}`]);
  });

  it('lists those of an area that may have somebody of a name, in key order, page by page', async () => {
    const district = nextDistrict();
    const people = [
      { firstName: 'สมชาย', lastName: 'ใจดีทดสอบ' },
      { firstName: 'ศรีสุดา', lastName: 'ทองทดสอบ' },
      { firstName: 'กมล', lastName: undefined },
    ];
    const names = Array.from(
      { length: 40 },
      (_, at) => people[at % 8] ?? { firstName: `ฆ${at}ฆ`, lastName: `ฌ${at}ฌ` },
    );
    const stored = await Promise.all(
      names.map(async ({ firstName, lastName }, at) => {
        const { lastName: _none, ...member } = nextPerson();
        const members = [{ ...member, firstName, ...(lastName === undefined ? {} : { lastName }) }];
        return (await put({ areaCode: `${district}0${1 + (at % 3)}`, members })).after;
      }),
    );
    for (const [typed, firstName] of [
      ['สมชาย', 'สมชาย'],
      ['สม', 'สมชาย'],
      ['ใจดีทด', 'สมชาย'],
      ['สมชาย ใจ', 'สมชาย'],
      ['สมชายใจดี', 'สมชาย'],
      ['สีสุ', 'ศรีสุดา'],
      ['ศร', 'ศรีสุดา'],
      ['กมล', 'กมล'],
      ['ฆ7ฆ', 'ฆ7ฆ'],
    ] as const) {
      const search = nameSearch(typed)!;
      const found: string[] = [];
      let page = await households.listNamed(district, search, undefined, 2);
      while (page.length > 0) {
        expect(page.length).toBeLessThanOrEqual(2);
        found.push(...page.map(({ areaCode, id }) => `${areaCode}#${id}`));
        page = await households.listNamed(district, search, page.at(-1), 2);
      }
      expect(found).toEqual(found.toSorted());
      const meant = stored.filter(({ members }) => members[0]?.firstName === firstName);
      expect(found).toEqual(expect.arrayContaining(meant.map(({ areaCode, id }) => `${areaCode}#${id}`)));
      // Tags lead to others by chance: two of a household are in a hundred of the rest.
      expect(found.length).toBeLessThan(meant.length + 5);
      const inOne = await households.listNamed(`${district}01`, search, undefined, 100);
      expect(inOne.map(({ id }) => id)).toEqual(
        found.filter((key) => key.startsWith(`${district}01`)).map((key) => key.slice(7)),
      );
    }
  });

  it('takes the longest name that can be typed', async () => {
    for (const typed of ['ก'.repeat(200), 'กขคงจฉ '.repeat(28), 'ก ข '.repeat(50)])
      expect(await households.listNamed(nextDistrict(), nameSearch(typed)!, undefined, 10)).toEqual([]);
  });

  it('goes on with a list behind a household that moved away meanwhile', async () => {
    const district = nextDistrict();
    const three = await Promise.all([1, 2, 3].map(() => put({ areaCode: `${district}01` })));
    const before = await households.listArea(district, undefined, 10);
    const middle = three.find(({ after }) => after.id === before[1]!.id)!.after;
    await households.append([goOn(middle, [{ type: 'move', on: '2026-05-11', toArea: '420101' }])]);
    expect(await households.listArea(district, before[1], 10)).toEqual([before[2]]);
  });

  it('finds the households of an address', async () => {
    const district = nextDistrict();
    const areaCode = `${district}01`;
    const [a, b] = [
      await put({ areaCode, addressNo: '99/1', moo: 5 }),
      await put({ areaCode, addressNo: '99/1', moo: 5 }),
    ];
    await put({ areaCode, addressNo: '99/1', moo: 6 });
    await put({ areaCode: `${district}02`, addressNo: '99/1', moo: 5 });
    const town = await put({ areaCode, addressNo: '99/1' });
    await put({ areaCode });
    const found = await households.findByAddress({ areaCode, addressNo: '99/1', moo: 5 });
    expect(found.sort()).toEqual([a.after.id, b.after.id].sort());
    expect(await households.findByAddress({ areaCode, addressNo: '99/1' })).toEqual([town.after.id]);
    expect(await households.findByAddress({ areaCode, addressNo: '' })).toEqual([]);
    for (const addressNo of ['๙๙ / ๑', '99-1', '099/01.', "'99/1", '99/1 (ชั่วคราว)'])
      expect([addressNo, await households.findByAddress({ areaCode, addressNo })]).toEqual([
        addressNo,
        [town.after.id],
      ]);
    expect(await households.findByAddress({ areaCode, addressNo: '99/1ก' })).toEqual([]);
  });

  it('finds many identities at once', async () => {
    const members = Array.from({ length: 130 }, nextPerson);
    await Promise.all([0, 65].map((from) => put({ members: members.slice(from, from + 65) })));
    const identities = members.map(({ citizenId }) => ({ kind: 'person' as const, citizenId: citizenId! }));
    const found = await households.find([...identities, ...identities]);
    expect(found.size).toBe(130);
    expect(new Set(found.values()).size).toBe(2);
  });

  it('reads the facts of a district: of who lives there, and of whom a fact places there, each once', async () => {
    const [here, there] = [nextDistrict(), nextDistrict()];
    const resident = await put({ areaCode: `${here}01` });
    const listedHere = await put({ areaCode: `${there}01` }, [listed('list', `${here}02`)]);
    const leaver = await put({ areaCode: `${here}01` });
    const gone = goOn(leaver.after, [{ type: 'move', on: '2026-05-11', toArea: `${there}09` }]);
    await households.append([gone]);
    const roundTrip = await put({ areaCode: `${here}01` });
    let back = roundTrip.after;
    for (const toArea of [`${there}01`, `${here}03`, `${there}01`, `${here}04`]) {
      const moved = goOn(back, [{ type: 'move', on: '2026-05-11', toArea }]);
      await households.append([moved]);
      back = moved.after;
    }
    const foundElsewhere = await put({ areaCode: `${there}01` }, [listed('list', `${there}01`)]);
    const says = goOn(foundElsewhere.after, [
      {
        type: 'target-state',
        list: 'list',
        state: 'MOVED',
        on: '2026-05-11',
        reason: 'ย้าย',
        evidence: 'DOCUMENT',
        toArea: `${here}05`,
      },
    ]);
    await households.append([says]);

    const expectedHere: Household[] = [resident.after, back, listedHere.after, gone.after, says.after];
    const factsHere = await all(households.factsOfDistrict(here));
    expect(new Map(factsHere.map((facts) => [facts.id, facts.facts]))).toEqual(
      new Map(expectedHere.map((household) => [household.id, household.facts])),
    );
    expect(factsHere).toHaveLength(5);
    const factsThere = await all(households.factsOfDistrict(there));
    expect(factsThere.map(({ id }) => id).sort()).toEqual(
      [listedHere, gone, says]
        .map((change) => change.after.id)
        .concat(back.id)
        .sort(),
    );
  });

  it('ties the households of a duplicate to one another', async () => {
    const district = nextDistrict();
    const kept = await put({ areaCode: `${district}01` });
    const double = await put({ areaCode: `${district}01` }, [listed('list', `${district}01`)]);
    await households.append([
      goOn(double.after, [
        {
          type: 'target-state',
          list: 'list',
          state: 'DUPLICATE',
          evidence: 'DESK',
          on: '2026-05-11',
          reason: 'ซ้ำ',
          duplicateOf: kept.after.id,
        },
      ]),
      goOn(kept.after, [{ type: 'duplicate-named', household: double.after.id }]),
    ]);
    const ties = (await all(households.factsOfDistrict(district))).map(({ id, tied, duplicates }) => ({
      id,
      tied,
      duplicates,
    }));
    expect(ties).toHaveLength(2);
    expect(ties).toContainEqual({ id: kept.after.id, tied: true, duplicates: [double.after.id] });
    expect(ties).toContainEqual({ id: double.after.id, tied: true, duplicates: [] });
    expect((await households.get(kept.after.id))?.duplicates).toEqual([double.after.id]);
  });
});
