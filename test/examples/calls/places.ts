/** The account itself, reference tables, catalogues, organisations and the units of a province. */
import { OFFICE, once, SECRETARIAT, type ExampleCall } from '../example-call.ts';

/** An entry of a catalogue is made, changed and found in its list. */
function catalogueCalls(many: string, one: string, number: number, body: object): readonly ExampleCall[] {
  const saved = `entry${number}`;
  return [
    { operationId: `create${one}`, as: SECRETARIAT, headers: once(number), body, save: { [saved]: 'id' } },
    {
      operationId: `put${one}`,
      as: SECRETARIAT,
      params: { id: `{${saved}}` },
      headers: { 'If-Match': '*' },
      body: { ...body, active: true },
    },
    { operationId: `list${many}`, as: OFFICE, query: { area: '42', limit: '20' } },
  ];
}

export const PLACES: readonly ExampleCall[] = [
  { operationId: 'readOpenapi', as: OFFICE },
  { operationId: 'readMe', as: OFFICE },
  { operationId: 'listDue', as: OFFICE, query: { limit: '2' } },
  { operationId: 'acceptTerms', as: OFFICE, body: { version: 1 } },
  { operationId: 'listAreas', as: OFFICE, query: { under: '4201', level: 'SUBDISTRICT' } },
  { operationId: 'listAgencies', as: OFFICE },
  { operationId: 'listIndicators', as: OFFICE },
  { operationId: 'listDimensions', as: OFFICE },
  { operationId: 'listAssistanceTypes', as: OFFICE },
  { operationId: 'listCodes', as: OFFICE },
  ...catalogueCalls('LocalAuthorities', 'LocalAuthority', 30, {
    nameTh: 'องค์การบริหารส่วนตำบลตัวอย่าง',
    kind: 'TAO',
    covers: ['420103'],
    hasKamnan: true,
    validFrom: '2026-01-01',
  }),
  ...catalogueCalls('MenuItems', 'MenuItem', 31, {
    titleTh: 'เลี้ยงไก่ไข่เพื่อเสริมรายได้',
    dimension: 'income',
    needKinds: ['PROBLEM'],
    providerAgency: 'cdd',
    conditions: 'มีพื้นที่ว่างข้างบ้าน',
    areaCode: '4201',
  }),
  ...catalogueCalls('Projects', 'Project', 32, {
    name: 'โครงการส่งเสริมอาชีพครัวเรือนเป้าหมาย',
    agency: 'cdd',
    plan: 'ANNUAL',
    fiscalYears: [2569],
    dimensions: ['income'],
    areas: ['42'],
  }),
  ...catalogueCalls('AreaSets', 'AreaSet', 33, { name: 'ตำบลนำร่อง', areas: ['420101', '420102'] }),
  ...catalogueCalls('HardshipCategories', 'HardshipCategory', 34, {
    nameTh: 'บ้านทรุดโทรม',
    dimension: 'living',
    areaCode: '42',
  }),
  {
    operationId: 'createOrganisation',
    as: SECRETARIAT,
    headers: once(1),
    body: { nameTh: 'มูลนิธิตัวอย่างเพื่อชุมชน', sector: 'CIVIL_SOCIETY', areaCode: '4201' },
    save: { organisation: 'slug' },
  },
  {
    operationId: 'putOrganisation',
    as: SECRETARIAT,
    params: { slug: '{organisation}' },
    headers: { 'If-Match': '*' },
    body: { nameTh: 'มูลนิธิตัวอย่างเพื่อชุมชนเมืองเลย', sector: 'CIVIL_SOCIETY', areaCode: '4201' },
  },
  { operationId: 'listOrganisations', as: OFFICE, query: { area: '42', limit: '20' } },
  {
    operationId: 'putCommittee',
    as: SECRETARIAT,
    params: { unit: '42' },
    body: { orderNo: '12/2569', orderDate: '2026-01-05', agencies: ['cdd', 'dla'] },
  },
  { operationId: 'readCommittee', as: OFFICE, params: { unit: '4201' } },
  { operationId: 'listCommittees', as: SECRETARIAT, query: { area: '42' } },
];
