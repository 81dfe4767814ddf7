import { DEFINITIONS_TEXT, DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { COLUMNS, REPORTING_STATUS } from '#shared/domain/statistics/report-a/columns.ts';

/**
 * The data dictionary in Markdown, from the one definition of columns. It goes into every package and is one of the project's documents.
 * `definitions`: the version by which the figures were made.
 */
export function dataDictionary(definitions: string = DEFINITIONS_VERSION): string {
  const lines = [
    '# พจนานุกรมข้อมูล รายงานรายเดือน รายหน่วยงาน (Report A)',
    '',
    `นิยามฉบับ / definitions: \`${definitions}\``,
    ...(definitions === DEFINITIONS_VERSION ? ['', DEFINITIONS_TEXT] : []),
    '',
    '## คำที่ใช้ร่วมกัน',
    '',
    '| คำ | ความหมาย |',
    '|---|---|',
    ...TERMS.map(([term, meaning]) => `| ${term} | ${meaning} |`),
    '',
    '## ช่องของรายงาน',
    '',
    '| ช่อง | ชื่อใน JSON | ชื่อ | English | หน่วยนับ | นิยาม | ผลรวม “นับซ้ำ” |',
    '|---|---|---|---|---|---|---|',
    ...COLUMNS.map(
      ({ code, key, th, en, unit, definition, summed }) =>
        `| ${code} | \`${key}\` | ${th} | ${en} | ${unit} | ${definition} | ${summed ? 'มี' : '-'} |`,
    ),
    `| ${REPORTING_STATUS.code} | \`${REPORTING_STATUS.key}\` | ${REPORTING_STATUS.th} | ${REPORTING_STATUS.en} | - | ${REPORTING_STATUS.definition} | มี |`,
    '',
    '## ไฟล์ในชุดรายงาน',
    '',
    '| ไฟล์ | เนื้อหา |',
    '|---|---|',
    ...FILES.map(([name, content]) => `| \`${name}\` | ${content} |`),
    '',
    'ชื่อไฟล์ที่ดาวน์โหลดบอกเดือน (ค.ศ.) รหัสพื้นที่ และฉบับ เช่น `agencies_2026-05_42_r0.csv` ·',
    'ใน XLSX และ CSV “-” คือไม่มีข้อมูลหรือคำนวณไม่ได้ (ใน JSON คือ `null`) ซึ่งไม่ใช่ 0 · เดือน วัน และเวลาเป็นเวลาประเทศไทย ·',
    'ใน XLSX แสดงปี พ.ศ. ใน JSON เป็น ค.ศ. ตามมาตรฐาน ISO 8601',
    '',
  ];
  return lines.join('\n');
}

/** Terms of the report with their meanings; names in JSON in backticks. */
export const TERMS: readonly (readonly [string, string])[] = [
  ['เดือน', 'เดือนปฏิทินตามเวลาประเทศไทยของวันที่เกิดเหตุการณ์ (เช่น วันให้ความช่วยเหลือ) ไม่ใช่วันบันทึก'],
  ['ปิดรอบ', 'วันที่ 5 ของเดือนถัดไป เวลา 23:59 น. ฉบับที่ 0 คือข้อมูลที่ทราบ ณ เวลานั้น'],
  ['ฉบับปรับปรุง (`revision`)', 'เมื่อข้อมูลที่บันทึกภายหลังเปลี่ยนตัวเลขช่องใด จะออกฉบับถัดไปโดยไม่แก้ฉบับเดิม'],
  ['ข้อมูลที่ทราบ ณ (`asOf`)', 'นับเฉพาะสิ่งที่บันทึกไม่เกินเวลานี้'],
  ['B (`baseline.frozen`)', 'ครัวเรือนในบัญชีเมื่อตรึงบัญชี ไม่เปลี่ยนแปลงอีก ก่อนตรึงบัญชีไม่มีค่า'],
  ['B_adj (`baseline.adjusted`)', 'B หักครัวเรือนที่ไม่เข้าเกณฑ์ ซ้ำซ้อน เสียชีวิตทั้งครัวเรือน หรือย้ายออกนอกจังหวัด (รวมไม่ทราบปลายทาง)'],
  ['เพิ่มหลังตรึงบัญชี (`baseline.lateAdded`)', 'ครัวเรือนที่เข้าบัญชีหลังตรึงบัญชี รายงานแยกต่างหาก'],
  ['ความช่วยเหลือที่นับ', 'รายการสถานะส่งมอบแล้วหรือตรวจสอบแล้ว วันที่ให้ความช่วยเหลือไม่เกินวันที่ทราบข้อมูล'],
  ['แถวของหน่วยงาน', 'รายการเป็นของหน่วยงานผู้ให้และผู้ร่วมให้ทุกหน่วยงาน ในแถวรวมนับครั้งเดียว'],
  ['ไม่ระบุหน่วยงาน (`agency: null`)', 'รายการที่ไม่ทราบหน่วยงานผู้ให้'],
  ['รวม (`total`)', 'นับครัวเรือน บุคคล สภาพปัญหา และรายการแบบไม่ซ้ำ'],
  ['นับซ้ำ (`summedRows`)', 'ผลบวกของแถว เพื่อเทียบเท่านั้น'],
];

const FILES: readonly (readonly [string, string])[] = [
  ['report.xlsx', 'หน้าแรก ตารางรายหน่วยงานตามหัวข้อ ตารางละหนึ่งแผ่น และพจนานุกรมข้อมูลพร้อมชื่อหน่วยงานและพื้นที่'],
  ['report.json', 'รายงานทั้งฉบับตามสัญญาของ API'],
  ['agencies.csv', 'รายหน่วยงาน รวม และผลรวมนับซ้ำ'],
  ['total.csv', 'ตัวชี้วัดรวม'],
  ['agency-by-dimension.csv', 'ครัวเรือนที่ช่วยเหลือในเดือน หน่วยงาน × มิติ'],
  ['agency-by-district.csv', 'ครัวเรือนที่ช่วยเหลือในเดือน หน่วยงาน × อำเภอ'],
  ['silent-agencies.csv', 'หน่วยงานตามคำสั่งที่ไม่รายงาน'],
  ['data-dictionary.md', 'เอกสารนี้'],
  ['manifest.json', 'ขนาดและ SHA-256 ของไฟล์ข้างต้น เวลาปิดรอบ เวลาของข้อมูล ฉบับ นิยาม และบัญชีเป้าหมาย'],
  ['package.zip', 'ไฟล์ทั้งหมดข้างต้นในไฟล์เดียว'],
];
