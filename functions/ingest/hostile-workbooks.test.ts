import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeErrorWorkbook } from '#functions/ingest/finish/error-workbook.ts';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { FileRefused } from '#shared/spreadsheet/file-refusal.ts';
import { countWork } from '#test/fixtures/files/counted-work.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { SURVEY_HEADER, surveyRow } from '#test/fixtures/files/survey-rows.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { FIRST_SHEET, namesIn, repeated, unclosedParts } from '#test/fixtures/files/unclosed-parts.ts';

const LENGTH = 30_000;
const SOURCE = 'thaiqm-survey';
const HONEST = { name: 'ดี', xml: inlineRows([SURVEY_HEADER, ...[1, 2, 3].map(surveyRow)]) };

/** An honest sheet beside one, shown or hidden, that is what is given. */
function book(sheet: string, state: string): Buffer {
  const parts = rawWorkbook([{ name: 'ร้าย', xml: '', ...(state === '' ? {} : { state }) }, HONEST]);
  return rawZip(parts.map((part) => (part.name === FIRST_SHEET ? { ...part, content: sheet } : part)));
}

type Step = (file: string, folder: string) => Promise<string>;

/** 'done', or the code by which the file was refused. */
const STEPS: Readonly<Record<string, Step>> = {
  'read step': async (file, folder) => {
    const read = await readUploadedFile({
      file,
      source: SOURCE,
      context: { scopeAreas: [] },
      outDir: join(folder, 'out'),
      today: '2026-06-10',
    });
    return read.ok ? 'done' : read.code;
  },
  'workbook of the finish step': async (original, folder) => {
    try {
      const reading = { sheetNames: ['ก'], sheets: [{ number: 0, lastRow: 1, keys: [], errorColumns: [] }] };
      await writeErrorWorkbook({ original, reading, problems: [], out: join(folder, 'back.xlsx') });
      return 'done';
    } catch (error) {
      if (error instanceof FileRefused) return error.code;
      throw error;
    }
  },
};

async function workOf(content: Buffer, step: Step): Promise<{ characters: number; unbounded: string[]; end: string }> {
  using folder = temporaryFolder();
  const file = folder.file(content);
  let end = '';
  const work = await countWork(async () => {
    end = await step(file, folder.path);
  });
  return { ...work, end };
}

describe.each(Object.entries(STEPS))('the %s', (_, step) => {
  it.each(namesIn('sheetRows'))('goes once over a sheet with %s that is not closed, shown or hidden', async (name) => {
    const found: string[] = [];
    for (const { before, token } of unclosedParts('sheetRows', name))
      for (const state of ['', 'hidden']) {
        const make = (length: number): Buffer => book(before + repeated(token, length), state);
        const [once, twice] = [await workOf(make(LENGTH), step), await workOf(make(2 * LENGTH), step)];
        const ratio = twice.characters / once.characters;
        if (ratio > 2.5) found.push(`${before}${token} ${state}: ${ratio.toFixed(2)} times the work`);
        found.push(...twice.unbounded);
        if (once.end !== 'file-damaged') found.push(`${before}${token} ${state}: ${once.end}`);
      }
    expect(found).toEqual([]);
  });
});
