/** Who sends a file: offices of other areas, agencies, and those that fill a target list. */
import { describe, expect, it } from 'vitest';

import { call, counts, signIn } from './api-client.ts';
import { bom, csv, HELP_HEADER, sendingOffice, survey, THAI } from './sending-office.ts';

const office = sendingOffice('senders');
const { send, person, householdOf, entriesOf } = office;

describe('who sends it', () => {
  it('another province may neither load here nor read the receipt', async () => {
    const buriram = await signIn(office.url, 'province-secretariat-31');
    const row = person();
    const receipt = await send(survey(row), buriram);
    expect(receipt).toMatchObject({
      status: 'FINISHED',
      rows: counts(1, { rejected: 1 }),
      problems: [{ row: 2, code: 'area-outside-scope' }],
    });
    expect(await householdOf(row[0]!)).toBeUndefined();
    expect((await call(office.url, office.officer, 'GET', `/v1/uploads/${receipt.id}`)).status).toBe(404);
    const own = await send(survey(person()));
    expect((await call(office.url, buriram, 'GET', `/v1/uploads/${own.id}`)).status).toBe(404);
  });

  it("an agency's file records its own help, of known households, once; rows of another agency are rejected", async () => {
    const cdd = await signIn(office.url, 'agency-focal-cdd');
    const [known, stranger] = [person(), person()];
    await send(survey(known));
    const help = (id: string, agency: string, baht = '500'): string[] => [
      id,
      '420101',
      agency,
      'รายได้',
      'เงิน',
      '10/5/2569',
      baht,
    ];
    const receipt = await send(
      bom(
        csv(
          HELP_HEADER,
          help(known[0]!, 'cdd'),
          help(known[0]!, 'cdd'),
          help(stranger[0]!, 'cdd'),
          help(known[0]!, 'dla'),
          help(known[0]!, 'cdd', '600'),
        ),
      ),
      cdd,
      { source: 'assistance' },
    );
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: counts(5, { created: 2, unchanged: 1, rejected: 2 }) });
    const errors = receipt.problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ row, column, code }) => [row, column ?? null, code])).toEqual([
      [4, null, 'household-not-found'],
      [5, 'agency', expect.any(String)],
    ]);
    for (const { message } of errors) expect(message).toMatch(THAI);
    const found = await householdOf(known[0]!);
    expect((await entriesOf(found?.id ?? '')).filter(({ type }) => type === 'assistance')).toHaveLength(2);
  });

  describe("an agency's file that does not name it", () => {
    const BLANK_HEADER = HELP_HEADER.filter((name) => name !== 'หน่วยงาน');
    const helpOf = (helped: string[][], agency?: string): Buffer =>
      bom(
        csv(
          agency === undefined ? BLANK_HEADER : HELP_HEADER,
          ...helped.map(([id = '']) => [
            id,
            '420101',
            ...(agency === undefined ? [] : [agency]),
            'รายได้',
            'เงิน',
            '10/5/2569',
            '700',
          ]),
        ),
      );
    const offer = { source: 'assistance' };
    const agenciesOf = async (helped: string[][]): Promise<(string | null | undefined)[][]> =>
      await Promise.all(
        helped.map(async ([id = '']) => {
          const entries = await entriesOf((await householdOf(id))?.id ?? '');
          return entries.flatMap(({ type, agency, entry }) =>
            type === 'assistance' ? [agency] : type === 'correction' ? [entry?.agency] : [],
          );
        }),
      );

    it('is of its own help: sent again with the column, nothing is counted twice', async () => {
      const msdhs = await signIn(office.url, 'agency-focal-msdhs');
      const helped = Array.from({ length: 5 }, () => person());
      await send(survey(...helped));
      expect(await send(helpOf(helped), msdhs, offer)).toMatchObject({
        rows: counts(5, { created: 5 }),
        problems: [{ row: 0, severity: 'warning', code: 'agency-of-account', message: expect.stringMatching(THAI) }],
      });
      expect(await send(helpOf(helped, 'พม.'), msdhs, offer)).toMatchObject({
        rows: counts(5, { unchanged: 5 }),
        problems: [],
      });
      expect(await agenciesOf(helped)).toEqual(helped.map(() => ['msdhs']));
      // What it gave itself it may see and put right.
      const found = await householdOf(helped[0]?.[0] ?? '', msdhs);
      const auditor = await signIn(office.url, 'dpo-auditor');
      const looks = await call(office.url, auditor, 'GET', `/v1/access-log?household=${found?.id}`);
      // The file opened the household to the agency; the same help again did not.
      expect(looks.body.items.filter(({ action }: { action: string }) => action === 'OPENED')).toHaveLength(1);
      expect((await call(office.url, msdhs, 'GET', `/v1/households/${found?.id}`)).status).toBe(200);
    });

    it('names the help that an area office recorded without an agency, and is not counted beside it', async () => {
      const msdhs = await signIn(office.url, 'agency-focal-msdhs');
      const cdd = await signIn(office.url, 'agency-focal-cdd');
      const helped = Array.from({ length: 4 }, () => person());
      await send(survey(...helped));
      const area = await send(helpOf(helped), office.officer, offer);
      expect(area.rows).toEqual(counts(4, { created: 4 }));
      expect(area.problems).toMatchObject([{ code: 'agency-blank', rows: helped.length, first: 2 }]);
      expect((await send(helpOf(helped.slice(0, 2)), msdhs, offer)).rows).toEqual(counts(2, { updated: 2 }));
      expect((await send(helpOf(helped, 'พม.'), msdhs, offer)).rows).toEqual(counts(4, { updated: 2, unchanged: 2 }));
      // The area's file with one more row, and the like help of another agency.
      const more = [...helped, person()];
      await send(survey(more[4] ?? []));
      expect((await send(helpOf(more), office.officer, offer)).rows).toEqual(counts(5, { created: 1, unchanged: 4 }));
      expect((await send(helpOf(helped.slice(0, 1)), cdd, offer)).rows).toEqual(counts(1, { created: 1 }));
      expect(await agenciesOf(more)).toEqual([
        [null, 'msdhs', 'cdd'],
        [null, 'msdhs'],
        [null, 'msdhs'],
        [null, 'msdhs'],
        [null],
      ]);
    });
  });

  it('target rows fill a list, and go on after its freeze', async () => {
    const list = await call(office.url, office.officer, 'POST', '/v1/target-lists', {
      name: 'TPMAP 2569',
      source: 'TPMAP',
      yearBe: 2569,
      phase: 1,
      asOfDate: '2026-03-01',
      scopeArea: '42',
    });
    const header = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'รหัสพื้นที่', 'ปีข้อมูล', 'มิติที่ตกเกณฑ์'];
    const target = (): string[] => {
      const [id = '', first = '', last = '', , , area = ''] = person();
      return [id, first, last, area, '2569', 'รายได้;สุขภาพ'];
    };
    const offer = { source: 'tpmap-targets', list: list.body.id };
    expect((await send(bom(csv(header, target(), target())), office.officer, offer)).rows).toEqual(
      counts(2, { created: 2 }),
    );
    for (const step of ['publish', 'freeze'])
      expect((await call(office.url, office.officer, 'POST', `/v1/target-lists/${list.body.id}/${step}`)).status).toBe(
        200,
      );
    const late = await send(bom(csv(header, target(), target().with(4, '2568'))), office.officer, offer);
    expect(late).toMatchObject({
      rows: counts(2, { created: 1, rejected: 1 }),
      problems: [{ row: 3, code: 'list-year-differs' }],
    });
    const worklist = await call(office.url, office.officer, 'GET', `/v1/households?area=420101&list=${list.body.id}`);
    expect(worklist.body.items).toHaveLength(3);
  });
});
