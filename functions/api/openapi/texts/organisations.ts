/** Texts of the API's document (property-texts.ts): organisations, committees and reference data. In alphabetical order. */
import type { Text } from './text.ts';

export const ORGANISATIONS_TEXTS: Readonly<Record<string, Text>> = {
  Agency: ['หน่วยงานในตารางอ้างอิง', 'An agency of the reference table.'],
  'Agency.kind': ['ประเภทหน่วยงาน เช่น กระทรวงหรือกรม', 'What the agency is, such as a ministry or a department.'],
  'Agency.parent': ['รหัสหน่วยงานต้นสังกัด; null คือระดับบนสุด', 'Slug of the agency above; null at the top.'],
  Area: ['จังหวัด อำเภอ หรือตำบล', 'A province, district or sub-district.'],
  'Area.code': ['รหัสพื้นที่ 2, 4 หรือ 6 หลัก; TH คือทั้งประเทศ', 'Code of 2, 4 or 6 digits; TH is the country.'],
  'Area.kind': ['ลักษณะของพื้นที่', 'What the place is.'],
  AssistanceTypeNames: ['ประเภทความช่วยเหลือหนึ่งประเภทพร้อมชื่อ', 'One kind of help with its names.'],
  'AssistanceTypeNames.code': ['รหัสประเภทความช่วยเหลือ', 'Code of the kind of help.'],
  CodeList: ['รายการรหัสหนึ่งรายการพร้อมคำ', 'One list of codes with its words.'],
  'CodeList.codes': ['รหัสของรายการ ตามลำดับที่คนอ่าน', 'Its codes, in the order in which people read them.'],
  'CodeList.list': [
    'ชื่อรายการ ซึ่งเป็นชื่อ schema ในเอกสารนี้ด้วย',
    'Name of the list, which is also its schema in this document.',
  ],
  CodeNames: ['รหัสหนึ่งรหัสพร้อมคำ', 'One code with its words.'],
  'CodeNames.code': ['รหัส', 'The code.'],
  CommitteeMember: ['กรรมการหนึ่งลำดับในคำสั่ง', 'One seat on the order.'],
  CommitteeOrder: ['คำสั่ง ศจพ. ของพื้นที่ที่มีผลอยู่', 'The order of the committee that is in force for an area.'],
  'CommitteeOrder.agencies': [
    'รหัสหน่วยงานในคำสั่ง ซึ่งต้องรายงานทุกเดือน',
    'Slugs of the agencies on the order, which report every month.',
  ],
  'CommitteeOrder.covers': [
    'พื้นที่ที่หน่วยครอบคลุม; ไม่มีคำสั่งคือรหัสของหน่วยเอง เทศบาลที่ไม่มีคำสั่งไม่ครอบคลุมที่ใด',
    'What the unit covers; without an order its own code, and nothing for a municipality.',
  ],
  'CommitteeOrder.kind': [
    'ชนิดของหน่วย; null คือเทศบาลที่ยังไม่มีคำสั่ง',
    'Kind of the unit; null for a municipality without an order.',
  ],
  'CommitteeOrder.unit': [
    'รหัสหน่วย: พื้นที่ 2, 4 หรือ 6 หลัก หรือ <อำเภอ>.<ลำดับ> ของเทศบาล',
    'Code of the unit: an area of 2, 4 or 6 digits, or <district>.<n> of a municipality.',
  ],
  'CommitteeOrder.version': [
    'เวอร์ชันของคำสั่ง ใช้กับ If-Match; 0 คือยังไม่มีคำสั่งของพื้นที่นี้',
    'Version of the order, for If-Match; 0 means that the area has no order of its own.',
  ],
  CommitteeUnit: ['หน่วยของ ศจพ. ตามคำสั่งฉบับล่าสุด', 'A unit of the committees by its newest order.'],
  'CommitteeUnit.agencies': ['รหัสหน่วยงานในคำสั่ง', 'Slugs of the agencies on the order.'],
  'CommitteeUnit.covers': ['พื้นที่ที่หน่วยครอบคลุม', 'What the unit covers.'],
  'CommitteeUnit.unit': [
    'รหัสหน่วย: พื้นที่ 2, 4 หรือ 6 หลัก หรือ <อำเภอ>.<ลำดับ> ของเทศบาล',
    'Code of the unit: an area of 2, 4 or 6 digits, or <district>.<n> of a municipality.',
  ],
  'CommitteeUnit.version': ['เวอร์ชันของคำสั่ง ใช้กับ If-Match', 'Version of the order, for If-Match.'],
  DimensionNames: ['มิติความยากจนหนึ่งมิติพร้อมชื่อ', 'One dimension of poverty with its names.'],
  'DimensionNames.code': ['รหัสมิติ', 'Code of the dimension.'],
  Indicator: [
    'ตัวชี้วัด จปฐ. หนึ่งข้อ พร้อมหน่วยงานหลักและหน่วยงานร่วม',
    'One indicator of basic minimum needs, with its host agencies.',
  ],
  'Indicator.category': ['หมวดของตัวชี้วัด 1–5', 'Category of the indicator, 1 to 5.'],
  NewCommitteeMember: ['กรรมการหนึ่งลำดับในคำสั่ง', 'One seat on the order.'],
  NewCommitteeOrder: ['คำสั่ง ศจพ. ฉบับใหม่ของพื้นที่', 'A new order of the committee of an area.'],
  'NewCommitteeOrder.agencies': [
    'รหัสหน่วยงานในคำสั่ง 1 ถึง 200 หน่วยงาน ไม่ซ้ำกัน; ไม่ระบุคือหน่วยงานของกรรมการ',
    'Slugs of the agencies on the order, 1 to 200, each once; absent: the organisations of its members.',
  ],
  'NewCommitteeOrder.covers': [
    'พื้นที่ที่หน่วยครอบคลุม; ไม่ระบุคือรหัสของหน่วยเอง เทศบาลต้องระบุ',
    'What the unit covers; absent: its own code. A municipality names it.',
  ],
  'NewCommitteeOrder.kind': [
    'ชนิดของหน่วย; ไม่ระบุคือตามความยาวของรหัส: 2 หลัก PROVINCE, 4 หลัก DISTRICT, 6 หลัก FIELD_TEAM เทศบาล (<อำเภอ>.<ลำดับ>) ต้องระบุ',
    'Kind; absent: by the length of the code, 2 PROVINCE, 4 DISTRICT, 6 FIELD_TEAM. A municipality (<district>.<n>) names it.',
  ],
  'NewCommitteeOrder.members': ['กรรมการตามคำสั่ง ไม่เกิน 300 ลำดับ', 'The seats of the order, at most 300.'],
  NewOrganisation: ['หน่วยงานหรือภาคีเครือข่ายที่จะบันทึกในทะเบียน', 'What the register is to say of an organisation.'],
  'NewOrganisation.active': [
    'ไม่ระบุคือ true; false คือปิดแล้ว อ้างถึงในรายการใหม่ไม่ได้ ส่วนที่บันทึกไว้แล้วคงอยู่',
    'Absent: true. False closes it: it can be named no more, and what was recorded stays.',
  ],
  'NewOrganisation.areaCode': ['พื้นที่ของหน่วยงาน; ไม่ระบุคือทั้งประเทศ', 'Where it works; absent: the whole country.'],
  'NewOrganisation.level': [
    'ระดับ; ไม่ระบุคือ NON_STATE เมื่อไม่ใช่ภาครัฐ ส่วนภาครัฐตามความยาวของ areaCode: ไม่มี NATIONAL, 2 หลัก PROVINCE, 4 หลัก DISTRICT, 6 หลัก TAMBON',
    'Level; absent: NON_STATE outside the sector STATE, else by the length of areaCode: none NATIONAL, 2 digits PROVINCE, 4 DISTRICT, 6 TAMBON.',
  ],
  Organisation: ['หน่วยงานหรือภาคีเครือข่ายในทะเบียน', 'An organisation of the register.'],
  'Organisation.active': ['false คือปิดแล้ว อ้างถึงในรายการใหม่ไม่ได้', 'False: closed; it can be named no more.'],
  'Organisation.areaCode': ['พื้นที่ของหน่วยงาน; null คือทั้งประเทศ', 'Where it works; null is the whole country.'],
  'Organisation.changedAt': ['เวลาที่แก้ไขล่าสุด; null คือหน่วยงานที่มากับระบบ', 'When it was changed last; null: built in.'],
  'Organisation.version': [
    'เวอร์ชัน ใช้กับ If-Match; 0 คือหน่วยงานที่มากับระบบ ซึ่งแก้ไขไม่ได้',
    'Version, for If-Match; 0: built in, and not to be changed.',
  ],
};
