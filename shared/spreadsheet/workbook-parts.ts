import { FileRefused } from './file-refusal.ts';
import { attribute, tags } from './xml-text.ts';
import type { ZipArchive } from './zip-archive.ts';

export type WorkbookParts = {
  sheets: { name: string; hidden: boolean; part: string }[];
  sharedStrings: string | undefined;
  /** By index of cell format: is the number shown as a date? */
  dateStyles: boolean[];
  /** Days count from 1904 (old Mac) and not from 1900. */
  from1904: boolean;
};

/** Built-in number formats that show a date: those of ECMA-376 with the East Asian and Thai ones. */
const DATE_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58, 71, 72, 73, 74, 77, 81,
]);

/** Finds the sheets, the shared strings and the date formats of a workbook. Throws FileRefused for another kind of ZIP. */
export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  const workbookPart = await findWorkbook(zip);
  const xml = await zip.readText(workbookPart);
  if (xml === undefined) throw new FileRefused('file-damaged', 'The workbook part is missing.');
  const folder = workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1);
  const relations = await readRelations(zip, `${folder}_rels/${workbookPart.slice(folder.length)}.rels`, folder);
  const sheets: WorkbookParts['sheets'] = [];
  for (const sheet of tags(xml, 'sheet')) {
    const id = attribute(sheet, '[\\w.-]+:id');
    const relation = id === undefined ? undefined : relations.find((one) => one.id === id);
    if (relation === undefined || !relation.type.endsWith('/worksheet')) continue;
    if (!zip.entries.has(relation.target))
      throw new FileRefused('file-damaged', `The part ${relation.target} is missing.`);
    const state = attribute(sheet, 'state');
    sheets.push({
      name: attribute(sheet, 'name') ?? '',
      hidden: state === 'hidden' || state === 'veryHidden',
      part: relation.target,
    });
  }
  if (sheets.length === 0) throw new FileRefused('file-damaged', 'The workbook has no worksheet.');
  const properties = [...tags(xml, 'workbookPr')][0] ?? '';
  const styles = relations.find((one) => one.type.endsWith('/styles'));
  return {
    sheets,
    sharedStrings: relations.find((one) => one.type.endsWith('/sharedStrings'))?.target,
    dateStyles: styles === undefined ? [] : readDateStyles((await zip.readText(styles.target)) ?? ''),
    from1904: /^(1|true)$/.test(attribute(properties, 'date1904') ?? ''),
  };
}

async function findWorkbook(zip: ZipArchive): Promise<string> {
  const names = zip.entries;
  if (names.has('mimetype') && names.has('content.xml')) {
    throw new FileRefused(
      'file-not-table',
      'The file is an OpenDocument file.',
      'ไฟล์เป็นชนิด OpenDocument กรุณาบันทึกเป็น .xlsx',
    );
  }
  if ([...names.keys()].some((name) => name.startsWith('word/') || name.startsWith('ppt/'))) {
    throw new FileRefused(
      'file-not-table',
      'The file is a Word or PowerPoint file.',
      'ไฟล์เป็นเอกสาร Word หรือ PowerPoint',
    );
  }
  if (names.has('xl/workbook.bin')) {
    throw new FileRefused('file-not-table', 'The file is a binary workbook.', 'ไฟล์เป็นชนิด .xlsb กรุณาบันทึกเป็น .xlsx');
  }
  const root = await readRelations(zip, '_rels/.rels', '');
  const target = root.find((one) => one.type.endsWith('/officeDocument'))?.target;
  if (target !== undefined && names.has(target)) return target;
  if (names.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new FileRefused('file-not-table', 'The ZIP holds no workbook.', 'ไฟล์เป็นไฟล์บีบอัด (zip) ที่ไม่มีตารางอยู่');
}

/** Targets outside the file are left out: nothing is ever fetched. */
async function readRelations(
  zip: ZipArchive,
  part: string,
  folder: string,
): Promise<{ id: string; type: string; target: string }[]> {
  const xml = (await zip.readText(part)) ?? '';
  const found: { id: string; type: string; target: string }[] = [];
  for (const tag of tags(xml, 'Relationship')) {
    if (attribute(tag, 'TargetMode') === 'External') continue;
    const target = attribute(tag, 'Target') ?? '';
    found.push({
      id: attribute(tag, 'Id') ?? '',
      type: attribute(tag, 'Type') ?? '',
      target: target.startsWith('/') ? target.slice(1) : inFolder(folder, target),
    });
  }
  return found;
}

function inFolder(folder: string, target: string): string {
  const path = folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '.' && part !== '') path.push(part);
  }
  return path.join('/');
}

function readDateStyles(xml: string): boolean[] {
  const custom = new Map<number, boolean>();
  for (const tag of tags(xml, 'numFmt')) {
    custom.set(Number(attribute(tag, 'numFmtId')), isDateFormat(attribute(tag, 'formatCode') ?? ''));
  }
  const cellFormats = /<(?:[\w.-]+:)?cellXfs[\s>]([\s\S]*?)<\/(?:[\w.-]+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  const styles: boolean[] = [];
  for (const tag of tags(cellFormats, 'xf')) {
    const id = Number(attribute(tag, 'numFmtId') ?? '0');
    styles.push(custom.get(id) ?? DATE_FORMATS.has(id));
  }
  return styles;
}

/** Has the format code a day or a year (`bbbb` is the B.E. year, `e` an era's)? Quoted text, colours and locales do not count. */
function isDateFormat(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  if (/general/i.test(bare)) return false;
  return /[dybวป]/i.test(bare.replaceAll(/am\/pm|a\/p/gi, '')) || /mmm/i.test(bare);
}
