import { FileRefused } from './file-refusal.ts';
import { ELEMENTS, walkXml } from './xml-reader.ts';
import type { ZipArchive } from './zip-archive.ts';

export type WorkbookParts = {
  /** The part that lists the sheets. */
  workbook: string;
  styles: string | undefined;
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
  const relations = await relationsOf(zip, workbookPart);
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets = new Map<string, WorkbookParts['sheets'][number]>();
  let from1904: boolean | undefined;
  walkXml(xml, workbookPart, ELEMENTS.workbook, (tag) => {
    if (!tag.open) return;
    if (tag.name === 'workbookPr') from1904 ??= /^(1|true)$/.test(tag.attribute('date1904') ?? '');
    if (tag.name !== 'sheet') return;
    const relation = byId.get(tag.prefixedAttribute('id') ?? '');
    if (relation === undefined || !relation.type.endsWith('/worksheet')) return;
    const part = relation.target;
    if (!zip.entries.has(part)) throw new FileRefused('file-damaged', `The part ${part} is missing.`);
    // Each sheet is read: a thousand names for one part would make a small file a thousand times its size.
    if (sheets.has(part)) throw new FileRefused('file-damaged', `Two sheets are the part ${part}.`);
    const state = tag.attribute('state');
    sheets.set(part, {
      name: tag.attribute('name') ?? '',
      hidden: state === 'hidden' || state === 'veryHidden',
      part,
    });
  });
  if (sheets.size === 0) throw new FileRefused('file-damaged', 'The workbook has no worksheet.');
  const styles = relations.find((one) => one.type.endsWith('/styles'))?.target;
  const stylesXml = styles === undefined ? undefined : await zip.readText(styles);
  return {
    workbook: workbookPart,
    styles,
    sheets: [...sheets.values()],
    sharedStrings: relations.find((one) => one.type.endsWith('/sharedStrings'))?.target,
    dateStyles: stylesXml === undefined ? [] : readDateStyles(stylesXml, styles ?? ''),
    from1904: from1904 ?? false,
  };
}

async function findWorkbook(zip: ZipArchive): Promise<string> {
  const names = zip.entries;
  if (names.has('mimetype') && names.has('content.xml'))
    throw new FileRefused(
      'file-not-table',
      'The file is an OpenDocument file.',
      'ไฟล์เป็นชนิด OpenDocument กรุณาบันทึกเป็น .xlsx',
    );
  if ([...names.keys()].some((name) => name.startsWith('word/') || name.startsWith('ppt/')))
    throw new FileRefused(
      'file-not-table',
      'The file is a Word or PowerPoint file.',
      'ไฟล์เป็นเอกสาร Word หรือ PowerPoint',
    );
  if (names.has('xl/workbook.bin'))
    throw new FileRefused('file-not-table', 'The file is a binary workbook.', 'ไฟล์เป็นชนิด .xlsb กรุณาบันทึกเป็น .xlsx');
  const root = await relationsOf(zip, '');
  const target = root.find((one) => one.type.endsWith('/officeDocument'))?.target;
  if (target !== undefined && names.has(target)) return target;
  if (names.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new FileRefused('file-not-table', 'The ZIP holds no workbook.', 'ไฟล์เป็นไฟล์บีบอัด (zip) ที่ไม่มีตารางอยู่');
}

/** The part that says to which others a part is related; of the file as a whole, whose part is ''. */
export function relationsPart(part: string): string {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

export type Relation = { id: string; type: string; target: string };

/** To which parts a part is related. Targets outside the file are left out: nothing is ever fetched. */
export async function relationsOf(zip: ZipArchive, of: string): Promise<Relation[]> {
  const part = relationsPart(of);
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const found: Relation[] = [];
  const xml = await zip.readText(part);
  if (xml === undefined) return found;
  walkXml(xml, part, ELEMENTS.relations, (tag) => {
    if (!tag.open || tag.name === undefined || tag.attribute('TargetMode') === 'External') return;
    const target = tag.attribute('Target') ?? '';
    found.push({
      id: tag.attribute('Id') ?? '',
      type: tag.attribute('Type') ?? '',
      target: target.startsWith('/') ? target.slice(1) : inFolder(folder, target),
    });
  });
  return found;
}

function inFolder(folder: string, target: string): string {
  const path = folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/'))
    if (part === '..') path.pop();
    else if (part !== '.' && part !== '') path.push(part);
  return path.join('/');
}

function readDateStyles(xml: string, part: string): boolean[] {
  const custom = new Map<number, boolean>();
  const formats: number[] = [];
  let inFormats = false;
  walkXml(xml, part, ELEMENTS.styles, (tag) => {
    if (tag.name === 'cellXfs') inFormats = tag.open;
    if (!tag.open) return;
    if (tag.name === 'numFmt')
      custom.set(Number(tag.attribute('numFmtId')), isDateFormat(tag.attribute('formatCode') ?? ''));
    if (tag.name === 'xf' && inFormats) formats.push(Number(tag.attribute('numFmtId') ?? '0'));
  });
  return formats.map((id) => custom.get(id) ?? DATE_FORMATS.has(id));
}

/** Has the format code a day or a year (`bbbb` is the B.E. year, `e` an era's)? Quoted text, colours and locales do not count. */
function isDateFormat(code: string): boolean {
  // A bracket ends at the next one of either kind: a code full of open ones is gone through once.
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\][]*\]|[_*]./g, '');
  if (/general/i.test(bare)) return false;
  return /[dybวป]/i.test(bare.replaceAll(/am\/pm|a\/p/gi, '')) || /mmm/i.test(bare);
}
