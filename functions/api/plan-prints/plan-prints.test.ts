import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';

import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';
import { planBody as plan, planItem as item } from '#functions/api/plans/test/plan-bodies.ts';

import { breakable } from './plan-pdf.ts';
import { createTypesetter } from './typesetter.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi({ typeset: createTypesetter({ patienceMs: 120_000 }) });
  id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
});

const put = (body: object) =>
  api.request(officer, 'PUT', `/v1/households/${id}/plan`, { body, headers: { 'If-Match': '*' } });

describe('the printed plan', () => {
  const print = async () => {
    const answered = await api.request(officer, 'GET', `/v1/households/${id}/plan/print`);
    return { ...answered, page: String(answered.body) };
  };

  it('has the six columns of the form, the dimensions in its order, and Thai digits', async () => {
    expect((await api.request(officer, 'GET', `/v1/households/${id}/plan/print`)).body.code).toBe('plan-not-found');
    const items = [
      item(3, { dimension: 'access', periodText: '', start: '2026-05-07', end: '2026-06-30' }),
      item(1, { dimension: 'health', supportAgency: 'moph', status: 'DONE' }),
      item(2, { selfActivity: 'ปลูกผัก 10 ชนิด <b>&"', status: 'CONTINUING' }),
    ];
    await put(plan('AGREED', { items }));
    const { status, headers, page } = await print();
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(headers['content-disposition']).toMatch(/^inline;/);
    const rows = [...page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gsu)].map(([, row = '']) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gsu)].map(([, cell]) => cell),
    );
    expect(rows.map((cells) => cells.length)).toEqual([6, 6, 6, 6, 6, 6]);
    expect(rows.slice(1).map(([seq, dimension, , , period, state]) => [seq, dimension, period, state])).toEqual([
      ['๒', 'ด้านรายได้/รายจ่าย', 'พ.ค. - มิ.ย.', 'ต่อเนื่อง'],
      ['', 'ด้านความเป็นอยู่', '', ''],
      ['๑', 'ด้านสุขภาพ', 'พ.ค. - มิ.ย.', 'สำเร็จ'],
      ['', 'ด้านการศึกษา', '', ''],
      ['๓', 'ด้านการเข้าถึงรัฐ', '๗ พ.ค. ๒๕๖๙ - ๓๐ มิ.ย. ๒๕๖๙', 'ยังไม่เริ่ม'],
    ]);
    expect(rows[1]?.[2]).toBe('ปลูกผัก ๑๐ ชนิด &lt;b&gt;&amp;&quot;');
    expect(page).toContain('ฉบับที่ ๑ · ตกลงกับครัวเรือนเมื่อ ๔ พ.ค. ๒๕๖๙');
    const shown = page.replaceAll(/<style>.*?<\/style>|<[^>]+>|&#?\w+;/gsu, '');
    expect(shown).not.toMatch(/[0-9]/u);
  });

  it('may do nothing but show itself: its style is named by its hash, and no element has one of its own', async () => {
    await put(plan('DRAFT'));
    const { headers, page } = await print();
    const [, style = ''] = /<style>(.*?)<\/style>/su.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/ style=|<script| on\w+=|https?:/u);
    expect(page).toContain('(ร่าง)');
  });

  it('is that of the agreed plan while a draft lies beside it, with the name of the mentor', async () => {
    const grants = [{ role: 'MENTOR', unit: '4201', from: '2026-01-01' }];
    const mentor = { email: 'mentor@example.go.th', displayName: 'สมศรี ทดสอบ', grants };
    const { sub } = (await api.request(secretariat, 'POST', '/v1/accounts', { body: mentor })).body;
    await put(plan('AGREED'));
    await put(plan('DRAFT', { ultimateGoal: 'เป้าหมายใหม่' }));
    const assigned = await api.request(officer, 'PUT', `/v1/households/${id}/mentor`, {
      body: { mentor: sub, on: '2026-05-10' },
      headers: { 'If-Match': '*' },
    });
    expect(assigned.status).toBe(200);
    const { page } = await print();
    expect(page).toContain('สมศรี ทดสอบ');
    expect(page).not.toContain('เป้าหมายใหม่');
  });
});

describe('the plan as a PDF file', () => {
  const pdf = async () => {
    const answered = await api.request(officer, 'GET', `/v1/households/${id}/plan/print`, { query: { format: 'pdf' } });
    return { ...answered, file: Buffer.from(answered.text, 'base64') };
  };

  it('is an A4 file of its own name, tagged, in Thai, with the letters of its font within', async () => {
    await put(plan('AGREED'));
    const { status, headers, file } = await pdf();
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('แผนครัวเรือน.pdf')}`);
    const said = wordsOf(file);
    for (const part of ['/MarkInfo', '/StructTreeRoot', '/Lang (th', '/Sarabun-Regular', '/Sarabun-Bold', '/FontFile2'])
      expect(said).toContain(part.replace('/Sarabun', '+Sarabun'));
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(said) ?? [];
    expect([Number(width), Number(height)].map((points) => Math.round((points / 72) * 25.4))).toEqual([210, 297]);
    expect(pagesOf(said)).toBe(1);
  });

  it('repeats the head of its table on each page', async () => {
    const items = Array.from({ length: 30 }, (_, at) =>
      item(at + 1, { selfActivity: 'ปลูกผักสวนครัว เลี้ยงไก่ไข่ '.repeat(8) }),
    );
    await put(plan('AGREED', { items }));
    const { file } = await pdf();
    const said = wordsOf(file);
    expect(pagesOf(said)).toBeGreaterThan(3);
    // Repeated heads are there to be seen, and are no part of what is read aloud.
    expect(said.split('/Artifact').length).toBeGreaterThan(pagesOf(said));
  });

  it('takes the longest plan that can be said', async () => {
    const items = Array.from({ length: 40 }, (_, at) =>
      item(at + 1, { selfActivity: 'ก'.repeat(500), supportActivity: 'W'.repeat(500), periodText: '๙'.repeat(100) }),
    );
    expect((await put(plan('AGREED', { items, ultimateGoal: 'น้ำ'.repeat(300) }))).status).toBe(200);
    const { status, file } = await pdf();
    expect([status, file.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(file.byteLength).toBeLessThan(4 * 1024 * 1024);
  });

  it('shows the same form as the page, to whoever asks', async () => {
    const shown: unknown[] = [];
    api = createInProcessApi({
      typeset: (_, form) => {
        shown.push(form);
        return Promise.resolve(Buffer.from('%PDF-'));
      },
    });
    id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
    await put(plan('DRAFT'));
    expect((await pdf()).status).toBe(200);
    const page = String((await api.request(officer, 'GET', `/v1/households/${id}/plan/print`)).body);
    const texts = [...JSON.stringify(shown).matchAll(/"([^"]*[ก-๛][^"]*)"/gu)].map(([, words = '']) => words);
    expect(texts.length).toBeGreaterThan(20);
    const plain = (words: string) => words.replaceAll(/[\u2060\u200B]/gu, '');
    expect(texts.filter((words) => !page.includes(plain(words)))).toEqual([]);
    expect(
      (
        await api.request(account('AGENCY_FOCAL', { agency: 'cdd' }), 'GET', `/v1/households/${id}/plan/print`, {
          query: { format: 'pdf' },
        })
      ).status,
    ).toBe(404);
  });

  it('is asked for by a format that is known', async () => {
    await put(plan('DRAFT'));
    const asked = await api.request(officer, 'GET', `/v1/households/${id}/plan/print`, { query: { format: 'docx' } });
    expect([asked.status, asked.body.errors[0].pointer]).toEqual([422, '/format']);
  });
});

describe('words for a PDF file', () => {
  it.each([
    ['ปี พ.ศ.๒๕๖๙', 14, 'ปี พ\u2060.\u2060ศ\u2060.๒๕๖๙'],
    ['จปฐ./TPMAP', 14, 'จปฐ\u2060./TPMAP'],
    ['กกกก', 3, 'กกก\u200Bก'],
    ['กา กา', 3, 'กา กา'],
  ])('%s', (words, letters, expected) => expect(breakable(words, letters)).toBe(expected));
});

/** What a PDF says in its objects: with the streams that are packed unpacked, but for fonts. */
function wordsOf(file: Buffer): string {
  const text = file.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n/gu)].flatMap(({ index, 0: begin }) => {
    if (text.slice(index - 3, index) === 'end') return [];
    try {
      return [inflateSync(file.subarray(index + begin.length), { finishFlush: 2 }).toString('latin1')];
    } catch {
      return [];
    }
  });
  return [text, ...streams].join('\n');
}

function pagesOf(said: string): number {
  return said.match(/\/Type \/Page\b(?!s)/gu)?.length ?? 0;
}
