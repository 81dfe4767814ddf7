/** What the groups of calls are, in Thai and English: the tags of the document, and the headings of the page that shows it. */
import type { Resource } from '#shared/contracts/route.ts';

export const TAG_TEXTS: Readonly<Record<Resource, { nameTh: string; th: string; en: string }>> = {
  me: {
    nameTh: 'บัญชีของฉัน',
    th: 'บทบาท ขอบเขต และสิทธิ์ของบัญชีที่ลงชื่อเข้าใช้',
    en: 'Who is signed in, where and what that account may do.',
  },
  due: {
    nameTh: 'งานของฉันวันนี้',
    th: 'สิ่งที่รอบัญชีนี้อยู่วันนี้ เรื่องวิกฤตก่อน แล้วตามวันครบกำหนด จำนวนบนหน้าแรกคือความยาวของรายการนี้ และงานของพี่เลี้ยงในหน่วย',
    en: 'What waits for the account today, crises first, then by the day that it is due; the count of a tile is the length of this list. And the work of the mentors of a unit.',
  },
  accounts: {
    nameTh: 'บัญชีผู้ใช้',
    th: 'เชิญผู้ใช้ ให้และถอนสิทธิ์ ระงับและปิดบัญชีที่ท่านดูแล',
    en: 'Invite people, give and take back their roles, suspend and close the accounts that one answers for.',
  },
  reference: {
    nameTh: 'ข้อมูลอ้างอิง',
    th: 'รหัสและชื่อที่คำขออื่นใช้ เก็บไว้ได้หนึ่งชั่วโมง',
    en: 'Codes and names that other calls use; they may be kept for an hour.',
  },
  openapi: { nameTh: 'เอกสารของบริการ', th: 'เอกสารฉบับนี้', en: 'This document.' },
  uploads: {
    nameTh: 'นำเข้าไฟล์',
    th: 'ส่งไฟล์ของสำนักงาน แล้วอ่านผลของทุกแถว',
    en: 'Files of offices: ask for a form, post the file, read what became of every row.',
  },
  households: {
    nameTh: 'ครัวเรือน',
    th: 'ค้นหา ขึ้นทะเบียน และเปิดแฟ้มบ้าน',
    en: 'Find, register and read households.',
  },
  logbook: {
    nameTh: 'แฟ้มบ้าน',
    th: 'บันทึกการเยี่ยม สภาพปัญหา ความช่วยเหลือ และการติดตาม; รายการไม่ถูกลบ แก้ไขด้วยรายการ correction',
    en: 'Record visits, needs, help and follow-up. Entries are never deleted; a correction takes the place of one.',
  },
  referrals: {
    nameTh: 'การส่งต่อ',
    th: 'ส่งต่อสภาพปัญหาให้หน่วยงานพร้อมวันครบกำหนด หน่วยงานรับ ไม่รับ ส่งคืน หรือแจ้งว่าเสร็จ ก่อนรับดำเนินการหน่วยงานไม่เห็นชื่อและที่อยู่',
    en: 'Needs referred to agencies with a due day. An agency takes them on, gives them back or says that they are done; before it takes them on it sees no name and no address.',
  },
  meetings: {
    nameTh: 'การประชุม',
    th: 'ประชุมชี้เป้าหมายและประชุมคณะกรรมการ แฟ้มประชุม และมติพร้อมวันครบกำหนด มติส่งต่อให้หน่วยงานพร้อมกันได้',
    en: 'Targeting and other meetings, their packs, and resolutions with a due day. A resolution may send the referral with it.',
  },
  plans: {
    nameTh: 'แผนครัวเรือน',
    th: 'แผนพัฒนาคุณภาพชีวิตครัวเรือนที่พี่เลี้ยงทำร่วมกับครัวเรือน: ร่าง ตกลง ทบทวน และปิดแผน ร่างฉบับใหม่อยู่ข้างฉบับที่ใช้จนกว่าจะตกลงกัน',
    en: 'The plan that a mentor makes with a household: drafted, agreed, reviewed and closed. A draft of the next one lies beside the plan in force until it is agreed.',
  },
  'plan-prints': {
    nameTh: 'แผนครัวเรือนสำหรับพิมพ์',
    th: 'แผนของครัวเรือนตามแบบ เลขไทย กระดาษ A4: หน้าเว็บหรือแฟ้ม PDF',
    en: 'Plans of households on the printed form, A4, in Thai digits: as a page or a PDF file.',
  },
  'target-lists': {
    nameTh: 'บัญชีเป้าหมาย',
    th: 'สร้าง เผยแพร่ และตรึงบัญชีครัวเรือนเป้าหมาย',
    en: 'Lists of target households: make, publish and freeze them.',
  },
  committees: {
    nameTh: 'คำสั่ง ศจพ.',
    th: 'หน่วยงานที่ต้องรายงานของแต่ละพื้นที่',
    en: 'Orders of committees: which agencies report in an area.',
  },
  'subject-requests': {
    nameTh: 'คำขอของเจ้าของข้อมูล',
    th: 'รับและตอบคำขอเข้าถึง แก้ไข ลบ หรือระงับการใช้ข้อมูลส่วนบุคคล ภายใน 30 วัน',
    en: 'Take and answer requests of persons about their data: to see, correct, erase or limit it, within 30 days.',
  },
  events: {
    nameTh: 'เหตุการณ์',
    th: 'สิ่งที่เกิดขึ้นกับหน่วยงานของท่าน มีเฉพาะรหัส อ่านต่อจากตำแหน่งเดิมได้โดยไม่พลาดเหตุการณ์ใด',
    en: 'What has happened for your organisation, by ids alone. Who follows the feed misses nothing.',
  },
  statistics: {
    nameTh: 'สถิติ',
    th: 'สถิติการได้รับความช่วยเหลือรายหน่วยงานรายเดือน และครัวเรือนที่อยู่เบื้องหลังตัวเลข',
    en: 'Monthly figures of help by agency, and the households behind a figure.',
  },
  reports: {
    nameTh: 'ชุดรายงาน',
    th: 'ชุดรายงานที่เผยแพร่ให้ สศช. พร้อมไฟล์ดาวน์โหลด',
    en: 'Packages published for NESDC, with their files.',
  },
  'access-log': {
    nameTh: 'บันทึกการเข้าถึง',
    th: 'ใครดูแฟ้มบ้านใด เมื่อใด เพื่ออะไร',
    en: 'Who looked at which household, when and for what.',
  },
  registers: {
    nameTh: 'ทะเบียน',
    th: 'ทะเบียนที่แก้ไขได้ เช่น หน่วยงานและภาคี',
    en: 'Registers that people edit, such as organisations.',
  },
};
