/** Files of the จปฐ. survey, of the register of welfare cards and of missed households, over the whole path of one machine. */
import { describe, expect, it } from 'vitest';

import { call, counts } from './api-client.ts';
import { bom, csv, HEADER, sendingOffice, survey } from './sending-office.ts';

const office = sendingOffice('survey-files');
const { send, person, householdOf, entriesOf } = office;
const ANSWERED = Array.from({ length: 38 }, (_, at) => `ตัวชี้วัดที่ ${at + 1}`);

const bmnFile = (...rows: string[][]): Buffer => bom(csv([...HEADER.slice(0, 7), ...ANSWERED], ...rows));
const answered = (who: string[], failed: number[]): string[] => [
  ...who.slice(0, 7),
  ...ANSWERED.map((_, at) => (failed.includes(at + 1) ? '0' : at === 37 ? '-' : '1')),
];

describe('a file of the จปฐ. survey', () => {
  it('records answers on known and new households, refuses one that is none, and says the same once', async () => {
    const [known, fresh, wrong] = [person(), person(), person()];
    await send(survey(known));
    const file = bmnFile(
      answered(known, [2, 27]),
      answered(fresh, [34]),
      answered(wrong, []).map((cell, at) => (at === 9 ? '7' : cell)),
    );
    const offer = { source: 'bmn-survey' };
    const receipt = await send(file, office.officer, offer);
    expect(receipt).toMatchObject({
      rows: counts(3, { created: 1, updated: 1, rejected: 1 }),
      problems: [{ row: 4, column: 'indicator_3', code: 'answer-unknown' }],
    });
    const { id } = (await householdOf(known[0]!))!;
    expect(await entriesOf(id)).toMatchObject([
      { type: 'survey', needs: [{ text: 'หลังคารั่ว' }] },
      { type: 'survey', bmn: { framework: 'BMN-2565', answers: `10${'1'.repeat(24)}0${'1'.repeat(9)}.-` } },
    ]);
    const again = bmnFile(answered(known, [2, 27]), answered(fresh, [34]));
    expect(await send(again, office.officer, offer)).toMatchObject({ rows: counts(2, { unchanged: 2 }) });
  });
});

describe('a file of the register of welfare cards', () => {
  it('says of members whether they hold a card, and opens no file on others', async () => {
    const [known, stranger] = [person(), person()];
    await send(survey(known));
    const file = bom(
      csv(['เลขประจำตัวประชาชน', 'บัตรสวัสดิการแห่งรัฐ', 'ปีข้อมูล'], [known[0]!, 'มี', '2569'], [stranger[0]!, 'มี', '2569']),
    );
    expect(await send(file, office.officer, { source: 'welfare-register' })).toMatchObject({
      rows: counts(2, { updated: 1, unchanged: 1 }),
      problems: [{ row: 3, code: 'person-not-known' }],
    });
    expect(await householdOf(stranger[0]!)).toBeUndefined();
    const { id } = (await householdOf(known[0]!))!;
    const { body } = await call(office.url, office.officer, 'GET', `/v1/households/${id}`);
    expect(body.members).toMatchObject([{ welfareCard: 'YES', welfareCardYear: 2569 }]);
  });
});

describe('a file of missed households', () => {
  it('begins them with their survey, and says where they were found', async () => {
    const missed = person();
    const file = bom(csv([...HEADER, 'แหล่งที่พบ'], [...missed, 'กลุ่มเปราะบาง']));
    expect(await send(file, office.officer, { source: 'missed-households' })).toMatchObject({
      rows: counts(1, { created: 1 }),
      problems: [],
    });
    const { id } = (await householdOf(missed[0]!))!;
    const { body } = await call(office.url, office.officer, 'GET', `/v1/households/${id}`);
    expect(body).toMatchObject({ found: { source: 'VULNERABLE', on: '2026-05-07' }, surveyedOn: '2026-05-07' });
    expect(body.needs).toMatchObject([{ text: 'หลังคารั่ว' }]);
  });
});
