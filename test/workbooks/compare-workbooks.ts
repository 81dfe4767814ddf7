/**
 * `npm run test:workbooks`: what other programs see of a workbook before and after its errors are marked. Workbooks are made by
 * openpyxl (PyPI), exceljs (npm) and LibreOffice (Debian), read and marked as an import does it, and looked at by all three. Whatever
 * an office had must be there as it was; only the columns of errors and the colours of marked cells are new, and rows with a message are higher.
 *
 * Needs Python with `venv`, npm with its registry, and `soffice`; ends with 1 and a sentence for each that is missing. What was made
 * stays in `node_modules/.cache/poverty-logbook/workbooks`, with a picture of a returned workbook when `pdftoppm` is there.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { makeReturnedFiles } from '#functions/ingest/finish/returned-files.ts';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';
import { MARK_COLOURS } from '#shared/spreadsheet/cell-mark.ts';
import { virtualEnvironment } from '#test/virtual-environment.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/poverty-logbook/workbooks');
const EXCELJS = 'exceljs@4.4.0';
const run = promisify(execFile);

const seenCell = z.object({ value: z.string(), fill: z.string(), style: z.string(), wrap: z.boolean() });
const seenBook = z.record(
  z.string(),
  z.object({
    cells: z.record(z.string(), seenCell),
    more: z.record(z.string(), z.unknown()),
    widths: z.record(z.string(), z.unknown()),
  }),
);
/** Points of the rows that say how high they are. */
const seenHeights = z.record(z.string(), z.number());
type SeenBook = z.infer<typeof seenBook>;

/** What a program sees of a workbook, and how it makes one. */
type Program = { make: (file: string) => Promise<unknown>; see: (file: string) => Promise<SeenBook> };

async function printed(command: string, parameters: readonly string[], cwd = FOLDER): Promise<SeenBook> {
  const { stdout } = await run(command, parameters, { cwd, maxBuffer: 256 * 1024 * 1024 });
  return seenBook.parse(JSON.parse(stdout));
}

async function openpyxl(): Promise<Program> {
  const bin = await virtualEnvironment(join(ROOT, '.venv/openpyxl'), join(import.meta.dirname, 'requirements.txt'));
  const python = join(bin, 'python');
  return {
    make: async (file) => await run(python, [join(import.meta.dirname, 'make.py'), file]),
    see: async (file) => await printed(python, [join(import.meta.dirname, 'dump.py'), file]),
  };
}

async function exceljs(): Promise<Program> {
  const folder = join(FOLDER, 'exceljs');
  mkdirSync(folder, { recursive: true });
  await run('npm', ['install', '--silent', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, EXCELJS]);
  // A module is looked for beside the file that asks for it.
  const script = join(folder, 'exceljs.mjs');
  copyFileSync(join(import.meta.dirname, 'exceljs.mjs'), script);
  return {
    make: async (file) => await run(process.execPath, [script, 'make', file]),
    see: async (file) => await printed(process.execPath, [script, 'dump', file], folder),
  };
}

/** LibreOffice saves what it sees of a workbook, and openpyxl reads that. */
async function libreOffice({ make, see }: Program): Promise<Program> {
  await run('soffice', ['--version']);
  const convert = async (file: string, to: string, folder: string): Promise<void> => {
    const profile = `-env:UserInstallation=file://${join(FOLDER, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, file]);
  };
  const saved = async (file: string): Promise<string> => {
    const folder = join(FOLDER, 'saved');
    await convert(file, 'xlsx', folder);
    return join(folder, file.slice(file.lastIndexOf('/') + 1));
  };
  return {
    make: async (file) => {
      await make(file);
      copyFileSync(await saved(file), file);
    },
    see: async (file) => {
      const seen = await see(await saved(file));
      await convert(file, 'pdf', FOLDER);
      return seen;
    },
  };
}

async function available(name: string, program: Promise<Program>, needs: string): Promise<[string, Program][]> {
  try {
    return [[name, await program]];
  } catch (error) {
    console.error(
      `${name} is missing: ${needs}. ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
    );
    process.exitCode = 1;
    return [];
  }
}

/** Reads and marks a workbook as an import does it; gives the path of the one sent back. */
async function returned(original: string, name: string): Promise<string> {
  const folder = join(FOLDER, `${name}-import`);
  mkdirSync(folder, { recursive: true });
  const read = await readUploadedFile({
    file: original,
    source: 'thaiqm-survey',
    context: { scopeAreas: [] },
    outDir: join(folder, 'chunks'),
    today: '2026-06-10',
  });
  if (!read.ok) throw new Error(`The workbook of ${name} was refused: ${read.detail}`);
  const rows = read.chunks.flatMap(({ path }) => readFileSync(path, 'utf8').trimEnd().split('\n'));
  const problems = [
    ...read.fileProblems,
    // Written by the read step of this system, one FileRow a line.
    ...rows.flatMap((row) => (JSON.parse(row) as FileRow).problems),
  ];
  const { workbook, said } = await makeReturnedFiles({ original, reading: read.reading, problems }, folder);
  if (said.length > 0) throw new Error(`The workbook of ${name} came back as a plain copy`);
  const back = join(FOLDER, `${name}-returned.xlsx`);
  copyFileSync(workbook, back);
  return back;
}

/** Undefined when the program does not open what another made. */
async function seenOrNot(seen: Promise<SeenBook>): Promise<SeenBook | undefined> {
  try {
    return await seen;
  } catch {
    return undefined;
  }
}

const OURS: ReadonlySet<string> = new Set([MARK_COLOURS.error, MARK_COLOURS.warning]);

/** What differs that may not, and how many cells are coloured and filled with messages. */
function compare(before: SeenBook, after: SeenBook): { differs: string[]; coloured: number; messages: number } {
  const differs: string[] = [];
  let coloured = 0;
  let messages = 0;
  if (Object.keys(before).join() !== Object.keys(after).join()) differs.push(`sheets: ${Object.keys(after).join()}`);
  for (const [name, sheet] of Object.entries(before)) {
    const now = after[name];
    if (now === undefined) continue;
    const isMessage = (at: string): boolean => {
      const is = now.cells[at];
      return (
        is !== undefined &&
        sheet.cells[at] === undefined &&
        /^[FG]\d+$/.test(at) &&
        is.wrap &&
        !is.value.startsWith('=')
      );
    };
    for (const [what, was] of Object.entries(sheet.more))
      if (what === 'heights') {
        const [heights, grown] = [seenHeights.parse(was), seenHeights.parse(now.more[what])];
        for (const row of new Set([...Object.keys(heights), ...Object.keys(grown)])) {
          const [low, high] = [heights[row] ?? 0, grown[row] ?? 0];
          // A row grows so that its message can be read, and never shrinks.
          if (low !== high && !(high > low && ['F', 'G'].some((column) => isMessage(column + row))))
            differs.push(`${name} height of row ${row}: ${low} became ${high}`);
        }
      } else if (JSON.stringify(was) !== JSON.stringify(now.more[what]))
        differs.push(`${name} ${what}: ${JSON.stringify(was)} became ${JSON.stringify(now.more[what])}`);
    for (const [column, width] of Object.entries(sheet.widths))
      if (JSON.stringify(width) !== JSON.stringify(now.widths[column]) && !['F', 'G'].includes(column))
        differs.push(`${name} width of ${column}: ${String(width)} became ${String(now.widths[column])}`);
    for (const [at, was] of Object.entries(sheet.cells)) {
      const is = now.cells[at];
      if (is?.value !== was.value || is.style !== was.style)
        differs.push(`${name} ${at}: ${JSON.stringify([was, is])}`);
      else if (is.fill !== was.fill)
        if (OURS.has(is.fill)) coloured += 1;
        else differs.push(`${name} ${at}: fill ${was.fill} became ${is.fill}`);
    }
    for (const [at, is] of Object.entries(now.cells)) {
      if (sheet.cells[at] !== undefined) continue;
      if (isMessage(at)) messages += 1;
      else if (is.value !== 'None') differs.push(`${name} ${at} is new: ${JSON.stringify(is)}`);
    }
  }
  return { differs, coloured, messages };
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const python = await available('openpyxl', openpyxl(), 'install python3-venv, and let pip reach PyPI');
const [first] = python;
const programs = [
  ...python,
  ...(await available('exceljs', exceljs(), 'let npm reach its registry')),
  ...(first === undefined ? [] : await available('LibreOffice', libreOffice(first[1]), 'install libreoffice-calc')),
];
for (const [maker, { make }] of programs) {
  const original = join(FOLDER, `${maker}.xlsx`);
  await make(original);
  const back = await returned(original, maker);
  for (const [reader, { see }] of programs) {
    const before = await seenOrNot(see(original));
    if (before === undefined) {
      console.log(`made by ${maker}: ${reader} cannot open it as it was made, so it says nothing of it marked`);
      continue;
    }
    const { differs, coloured, messages } = compare(before, await see(back));
    console.log(
      `made by ${maker}, seen by ${reader}: ${differs.length} differences, ${coloured} cells coloured, ${messages} texts`,
    );
    for (const difference of differs) console.error(`  ${difference}`);
    if (differs.length > 0 || coloured === 0 || messages === 0) process.exitCode = 1;
  }
}
const pdf = join(FOLDER, 'openpyxl-returned.pdf');
if (existsSync(pdf))
  try {
    await run('pdftoppm', ['-png', '-r', '80', pdf, join(FOLDER, 'returned')]);
    console.log(`Pictures: ${FOLDER}/returned-*.png`);
  } catch {
    console.log('No picture: install poppler-utils.');
  }
