/** Makes a workbook with exceljs, or prints what exceljs sees of one, as JSON: exceljs.mjs make|dump <file>. Runs where exceljs is installed. */
import ExcelJS from 'exceljs';

const [, , what, file] = process.argv;
const PEOPLE = [
  ['3000000000013', 'สมหญิง', '420101'],
  ['3000000000014', 'สมชาย', '999999'],
  ['3000000000021', 'สมศรี', '420101'],
];

async function make() {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('คำชี้แจง').getCell('A1').value = 'กรอกทุกช่อง';
  const sheet = book.addWorksheet('ข้อมูล', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToHeight: 0 },
  });
  sheet.columns = [{ width: 24 }, { width: 22 }, { width: 14 }, { width: 16 }, { width: 12 }];
  sheet.getCell('A1').value = { richText: [{ text: 'แบบสำรวจ', font: { bold: true } }, { text: 'ครัวเรือน' }] };
  sheet.mergeCells('A1:E1');
  const border = { style: 'thin', color: { argb: 'FF808080' } };
  const borders = { left: border, right: border, top: border, bottom: border };
  sheet.getRow(3).values = ['เลขประจำตัวประชาชน', 'ชื่อ', 'รหัสพื้นที่', 'วันที่สำรวจ', 'จำนวนหลัก'];
  sheet.getRow(3).height = 40;
  sheet.getRow(3).eachCell((cell) => {
    cell.font = { name: 'TH SarabunPSK', size: 16, bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFBDD7EE' } };
    cell.border = borders;
  });
  for (const [at, [id, name, area]] of PEOPLE.entries()) {
    const row = sheet.getRow(at + 4);
    row.values = [id, name, area, new Date(Date.UTC(2026, 4, 7)), { formula: `LEN(A${at + 4})`, result: 13 }];
    row.eachCell((cell) => {
      cell.font = { name: 'TH SarabunPSK', size: 16 };
      cell.border = borders;
    });
    row.getCell(1).protection = { locked: false };
    row.getCell(3).dataValidation = { type: 'list', allowBlank: true, formulae: ['"420101,420102"'] };
    row.getCell(4).numFmt = '[$-D070000]d/mm/yyyy;@';
  }
  sheet.autoFilter = 'A3:E6';
  sheet.getCell('A3').note = 'เลข 13 หลัก';
  const base64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  sheet.addImage(book.addImage({ base64, extension: 'png' }), 'C8:D10');
  await book.xlsx.writeFile(file);
}

async function dump() {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheets = {};
  for (const sheet of book.worksheets) {
    const cells = {};
    const heights = {};
    sheet.eachRow({ includeEmpty: true }, (row, at) => {
      if (row.height) heights[at] = row.height;
      row.eachCell({ includeEmpty: false }, (cell) => {
        const { fill, ...style } = cell.style;
        cells[cell.address] = {
          value: JSON.stringify(cell.value),
          fill: fill?.fgColor?.argb ?? JSON.stringify(fill ?? null),
          style: JSON.stringify(style),
          wrap: cell.alignment?.wrapText === true,
        };
      });
    });
    const widths = {};
    for (const column of sheet.columns ?? []) widths[column.letter] = column.width;
    sheets[sheet.name] = {
      cells,
      widths,
      more: {
        state: sheet.state,
        views: sheet.views,
        filter: sheet.autoFilter,
        merged: sheet.model.merges,
        choices: sheet.dataValidations?.model,
        rules: sheet.conditionalFormattings,
        page: sheet.pageSetup,
        footer: sheet.headerFooter,
        pictures: sheet.getImages().length,
        heights,
      },
    };
  }
  process.stdout.write(JSON.stringify(sheets));
}

await (what === 'make' ? make() : dump());
