/** The words of the public pages in both languages. Names of codes come from the lists of the contract. */
export const LANGUAGES = ['th', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Words = {
  readonly title: string;
  readonly skip: string;
  readonly asOf: (day: string, revision: string) => string;
  readonly toDate: string;
  readonly closed: string;
  readonly revision: (number: number) => string;
  readonly targets: string;
  /** As the head of a narrow column. */
  readonly targetsShort: string;
  readonly households: string;
  readonly funnel: string;
  readonly funnelNote: string;
  readonly dimensions: string;
  readonly helped: string;
  readonly solved: string;
  readonly dimension: string;
  readonly byArea: string;
  readonly rate: string;
  readonly hidden: string;
  /** An area without a household of a list. */
  readonly noTarget: string;
  /** On the map: such an area, or one of which there is no report. */
  readonly noFigures: string;
  readonly hiddenWhy: (cells: number) => string;
  readonly nobodyHidden: string;
  readonly map: (figure: string) => string;
  readonly noPolygon: string;
  readonly mapCredit: string;
  readonly downloads: string;
  readonly definitions: string;
  readonly cite: (area: string, day: string) => string;
  readonly permanent: string;
  readonly other: string;
  readonly area: Readonly<Record<'province' | 'district', string>>;
  readonly nation: string;
  readonly months: string;
  readonly month: string;
  readonly changes: string;
  readonly nothingChanged: string;
  readonly publications: string;
  readonly publication: (number: number) => string;
  readonly count: string;
  readonly before: string;
  readonly now: string;
  readonly ranking: string;
  readonly place: string;
  readonly areaName: string;
  readonly unranked: string;
  readonly notOfficial: string;
};

export const WORDS: Readonly<Record<Language, Words>> = {
  th: {
    title: 'ความก้าวหน้าการแก้ไขปัญหาความยากจนรายครัวเรือน',
    skip: 'ข้ามไปยังตัวเลข',
    asOf: (day, revision) => `ข้อมูล ณ ${day} · ${revision}`,
    toDate: 'เดือนปัจจุบัน ยังไม่ปิดรอบ',
    closed: 'ปิดรอบแล้ว',
    revision: (number) => `ฉบับที่ ${number}`,
    targets: 'ครัวเรือนเป้าหมาย',
    targetsShort: 'เป้าหมาย',
    households: 'ครัวเรือน',
    funnel: 'ถึงขั้นไหนแล้ว',
    funnelNote: 'แต่ละขั้นนับครัวเรือนเป้าหมายที่ทำขั้นนั้นแล้ว ขั้นหลังไม่จำเป็นต้องผ่านขั้นก่อน ร้อยละเทียบกับครัวเรือนเป้าหมายทั้งหมด',
    dimensions: 'ห้ามิติ',
    helped: 'ช่วยแล้ว',
    solved: 'แก้ได้แล้ว',
    dimension: 'มิติ',
    byArea: 'รายพื้นที่',
    rate: 'ร้อยละที่ได้รับความช่วยเหลือ',
    hidden: 'ปกปิด',
    noTarget: 'ไม่มีเป้าหมาย',
    noFigures: 'ไม่มีเป้าหมายหรือไม่มีรายงาน',
    hiddenWhy: (cells) =>
      `ปกปิด ${cells} ช่อง เพราะเป็นกลุ่มที่มีไม่ถึง 5 ครัวเรือน หรือทำให้คำนวณย้อนถึงกลุ่มนั้นได้ ตัวเลขที่แสดงเป็นตัวเลขจริง`,
    nobodyHidden: 'ไม่มีช่องที่ปกปิด',
    map: (figure) => `แผนที่ ${figure} สีเข้มคือร้อยละสูง ตัวเลขเดียวกันอยู่ในตาราง`,
    noPolygon: 'พื้นที่ที่ไม่มีขอบเขตในแผนที่',
    mapCredit: 'ขอบเขต: กรมแผนที่ทหาร / UN OCHA COD-AB, CC BY 3.0 IGO (ลดรายละเอียด) ไม่ถือเป็นการรับรองเขตแดน',
    downloads: 'ดาวน์โหลดตัวเลขของหน้านี้',
    definitions: 'นิยาม',
    cite: (area, day) => `อ้างอิง: ระบบแฟ้มบ้าน, ความก้าวหน้ารายครัวเรือน ${area}, ข้อมูล ณ ${day}`,
    permanent: 'ลิงก์ถาวรของตัวเลขชุดนี้',
    other: 'English',
    area: { province: 'จังหวัด', district: 'อำเภอ/เขต' },
    nation: 'ทั้งประเทศ',
    months: 'เทียบกับเดือนและปีก่อน',
    month: 'เดือน',
    changes: 'ต่างจากการเผยแพร่ครั้งก่อนของเดือนนี้อย่างไร',
    nothingChanged: 'ตัวเลขรวมของพื้นที่นี้ไม่เปลี่ยน',
    publications: 'การเผยแพร่ครั้งก่อนของเดือนนี้',
    publication: (number) => `ครั้งที่ ${number + 1}`,
    count: 'ตัวเลข',
    before: 'ครั้งก่อน',
    now: 'ครั้งนี้',
    ranking: 'เรียงลำดับตามร้อยละที่ได้รับความช่วยเหลือ',
    place: 'ลำดับ',
    areaName: 'พื้นที่',
    unranked: 'ไม่มีลำดับ เพราะปกปิดหรือไม่มีเป้าหมาย',
    notOfficial: 'นับเฉพาะครัวเรือนในบัญชีเป้าหมายที่ประกาศแล้ว',
  },
  en: {
    title: 'Progress against poverty, household by household',
    skip: 'Skip to the figures',
    asOf: (day, revision) => `As of ${day} · ${revision}`,
    toDate: 'month to date, not closed',
    closed: 'closed',
    revision: (number) => `revision ${number}`,
    targets: 'Target households',
    targetsShort: 'Targets',
    households: 'households',
    funnel: 'How far the work is',
    funnelNote:
      'Each step counts target households that have done it; a later step does not need an earlier one. Percent of all target households.',
    dimensions: 'Five dimensions',
    helped: 'Helped',
    solved: 'Solved',
    dimension: 'Dimension',
    byArea: 'By area',
    rate: 'Percent helped',
    hidden: 'hidden',
    noTarget: 'no target',
    noFigures: 'no target or no report',
    hiddenWhy: (cells) =>
      `${cells} figures are hidden, because they count fewer than 5 households or would tell such a group. Figures that are shown are exact.`,
    nobodyHidden: 'No figure is hidden',
    map: (figure) => `Map of ${figure}; darker is higher. The table has the same figures.`,
    noPolygon: 'Areas without a boundary on the map',
    mapCredit:
      'Boundaries: Royal Thai Survey Department / UN OCHA COD-AB, CC BY 3.0 IGO, simplified. No official endorsement implied.',
    downloads: 'Download the figures of this page',
    definitions: 'Definitions',
    cite: (area, day) => `Cite as: Household logbook, progress of ${area}, as of ${day}`,
    permanent: 'Permanent link of these figures',
    other: 'ภาษาไทย',
    area: { province: 'Province', district: 'District' },
    nation: 'Thailand',
    months: 'Beside earlier months and years',
    month: 'Month',
    changes: 'What changed since the publication before of this month',
    nothingChanged: 'No figure of the whole area changed',
    publications: 'Earlier publications of this month',
    publication: (number) => `number ${number + 1}`,
    count: 'Figure',
    before: 'Before',
    now: 'Now',
    ranking: 'Ranking by percent helped',
    place: 'Place',
    areaName: 'Area',
    unranked: 'Without a place, as hidden or without targets',
    notOfficial: 'Counts the households of published target lists only',
  },
};
