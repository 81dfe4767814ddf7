/**
 * One example of every call, in an order in which each can be made: the story of a household from its registration to the figures of the month. A
 * value `{name}` in a path, query, header or body is what an earlier step saved. `npm run examples` sends them to a platform of this machine
 * and writes requests and replies into the API's document; a test sends them again.
 */
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

export type ExampleCall = {
  operationId: string;
  /** Username of a demo account of one machine, client id of the system of an agency, or address of a person who was invited. */
  as: string;
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** What of the reply later steps name: name → path in the reply, or `header:` and a header. */
  save?: Readonly<Record<string, string>>;
  /** Sent again until the reply has this value at the path. */
  until?: Readonly<Record<string, string>>;
  /** The file that is posted to the form of the reply. */
  file?: string;
  /** Makes a later step possible and is no example itself. */
  preparation?: true;
};

const OFFICE = 'district-officer-4201';
const SECRETARIAT = 'province-secretariat-42';
const AGENCY = 'agency-cdd';
const FOCAL = 'agency-focal-cdd';
/** An office of another province. */
const ABROAD = 'province-secretariat-31';
/** The person of an invitation, who sets a password by the letter. */
const INVITED = 'somsri@example.go.th';

/** Help as an agency sends it, with one row that is refused. */
export const FIRST_MONTH_FILE = [
  'เลขประจำตัวประชาชน,รหัสพื้นที่,หน่วยงาน,มิติ,ประเภทความช่วยเหลือ,วันที่ให้ความช่วยเหลือ,จำนวนเงิน',
  `${syntheticCitizenId(900_001)},420101,พช.,รายได้,เงิน,15/5/2569,1500`,
  '1234567890123,420101,พช.,รายได้,เงิน,15/5/2569,1500',
].join('\r\n');
const bytesOf = (text: string): number => Buffer.byteLength(text);

/** A random value of the caller's; the same for the same thing. */
const once = (number: number): Record<string, string> => ({
  'Idempotency-Key': `0d4b8a0e-3c1e-4d5e-9a53-${String(number).padStart(12, '0')}`,
});

/** Help is asked for within some weeks of the day on which the examples are sent. */
export const IN_THIRTY_DAYS = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** The office refers a need; later steps name the referral by `saved`. */
function sendReferral(number: number, saved: string): ExampleCall {
  return {
    operationId: 'sendReferral',
    as: OFFICE,
    params: { id: '{household}' },
    headers: once(number),
    body: {
      toAgency: 'cdd',
      needIds: ['{need}'],
      dueAt: IN_THIRTY_DAYS,
      note: `ขอรับการสนับสนุนทุนประกอบอาชีพ (${saved})`,
    },
    save: { [saved]: 'id' },
  };
}

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

function openedBy(who: string, number: number): ExampleCall {
  return {
    operationId: 'openBreakGlass',
    as: who,
    headers: once(number),
    body: { citizenId: syntheticCitizenId(900_001), purpose: 'ผู้ป่วยถูกส่งตัวมาโรงพยาบาลของจังหวัด ต้องประสานความช่วยเหลือ' },
  };
}

export const EXAMPLE_CALLS: readonly ExampleCall[] = [
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
  {
    operationId: 'createTargetList',
    as: SECRETARIAT,
    headers: once(2),
    body: {
      name: 'TPMAP 2569 ระยะที่ 1',
      source: 'TPMAP',
      yearBe: 2569,
      phase: 1,
      asOfDate: '2026-03-01',
      scopeArea: '42',
    },
    save: { list: 'id' },
  },
  {
    operationId: 'registerHousehold',
    as: OFFICE,
    headers: once(3),
    body: {
      addressNo: '99/1',
      moo: 3,
      village: 'บ้านตัวอย่าง',
      areaCode: '420101',
      members: [
        {
          citizenId: syntheticCitizenId(900_001),
          title: 'นาง',
          firstName: 'สมใจ',
          lastName: 'ตัวอย่างข้อมูล',
          birthDate: '1960-05-01',
          welfareCard: 'YES',
        },
        { title: 'เด็กชาย', firstName: 'ต้น', lastName: 'ตัวอย่างข้อมูล', relation: 'หลาน' },
      ],
    },
    save: { household: 'id', person: 'members.0.id' },
  },
  {
    operationId: 'fillTargetList',
    as: SECRETARIAT,
    headers: once(113),
    params: { id: '{list}' },
    body: { notHelpedSince: '2026-03-01', hasOpenNeed: true, dryRun: true },
    save: { fill: 'id' },
  },
  {
    operationId: 'readTargetListFill',
    as: SECRETARIAT,
    params: { id: '{list}', fillId: '{fill}' },
    until: { status: 'DONE' },
  },
  { operationId: 'publishTargetList', as: SECRETARIAT, params: { id: '{list}' } },
  { operationId: 'freezeTargetList', as: SECRETARIAT, params: { id: '{list}' } },
  {
    operationId: 'createMpiProfile',
    as: SECRETARIAT,
    body: {
      name: '42-income-first',
      framework: 'BMN-2565',
      source: 'INFERENCE',
      dimensions: { health: [2, 6], living: [13], education: [23], income: [27, 28, 29], access: [34] },
    },
  },
  {
    operationId: 'startMpiWhatIf',
    as: SECRETARIAT,
    headers: once(114),
    params: { id: 'TPMAP-2561-equivalent@1' },
    body: { area: '42', k: '1/5' },
    save: { whatIf: 'id' },
  },
  {
    operationId: 'readMpiWhatIf',
    as: SECRETARIAT,
    params: { id: 'TPMAP-2561-equivalent@1', runId: '{whatIf}' },
    until: { status: 'DONE' },
  },
  {
    operationId: 'startMpiLists',
    as: SECRETARIAT,
    headers: once(115),
    params: { id: 'TPMAP-2561-equivalent@1' },
    body: { area: '42', yearBe: 2569, asOfDate: '2026-05-01', phase: 2 },
    save: { mpiLists: 'id' },
  },
  {
    operationId: 'readMpiLists',
    as: SECRETARIAT,
    params: { id: 'TPMAP-2561-equivalent@1', runId: '{mpiLists}' },
    until: { status: 'DONE' },
  },
  { operationId: 'listMpiProfiles', as: SECRETARIAT },
  { operationId: 'listTargetLists', as: OFFICE, query: { area: '42' } },
  {
    operationId: 'recordEntry',
    as: OFFICE,
    params: { id: '{household}' },
    headers: once(4),
    body: {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text: 'ไม่มีรายได้ประจำ',
      openedOn: '2026-05-02',
      personId: '{person}',
    },
    save: { need: 'id' },
    preparation: true,
  },
  {
    operationId: 'recordEntry',
    as: AGENCY,
    params: { id: '{household}' },
    headers: once(5),
    body: {
      type: 'assistance',
      dimension: 'income',
      assistanceType: 'CASH',
      status: 'DELIVERED',
      deliveredOn: '2026-05-15',
      personIds: ['{person}'],
      needIds: ['{need}'],
      cashBaht: 1500,
      description: 'เงินสงเคราะห์เพื่อประกอบอาชีพ',
    },
    save: { help: 'id' },
  },
  {
    operationId: 'recordBatch',
    as: OFFICE,
    params: { id: '{household}' },
    headers: once(9),
    body: {
      entries: [
        {
          type: 'visit',
          on: '2026-05-16',
          purpose: 'FOLLOWUP',
          outcome: 'MET',
          notes: 'ได้รับเงินแล้ว และเริ่มเลี้ยงไก่ไข่',
        },
        {
          type: 'need',
          dimension: 'living',
          kind: 'WANT',
          text: 'ต้องการซ่อมหลังคา',
          openedOn: '2026-05-16',
        },
      ],
    },
  },
  { operationId: 'listHouseholds', as: OFFICE, query: { area: '4201', limit: '20' } },
  { operationId: 'searchHouseholds', as: AGENCY, body: { citizenId: syntheticCitizenId(900_001) } },
  { operationId: 'readHousehold', as: AGENCY, params: { id: '{household}' }, save: { tag: 'header:etag' } },
  {
    operationId: 'revealHousehold',
    as: OFFICE,
    params: { id: '{household}' },
    body: { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์บัตรสวัสดิการแห่งรัฐ' },
  },
  { operationId: 'listLogbook', as: AGENCY, params: { id: '{household}' }, query: { limit: '20' } },
  { operationId: 'proposeReferrals', as: OFFICE, params: { id: '{household}' } },
  sendReferral(20, 'accepted'),
  { operationId: 'listReferrals', as: AGENCY, query: { limit: '20' } },
  { operationId: 'readReferral', as: AGENCY, params: { id: '{accepted}' } },
  { operationId: 'acceptReferral', as: AGENCY, params: { id: '{accepted}' }, body: {} },
  {
    operationId: 'completeReferral',
    as: AGENCY,
    params: { id: '{accepted}' },
    body: { reason: 'ครัวเรือนมีรายได้จากการขายไข่แล้ว' },
  },
  { ...sendReferral(21, 'rejected'), preparation: true },
  {
    operationId: 'rejectReferral',
    as: AGENCY,
    params: { id: '{rejected}' },
    body: { reason: 'อยู่นอกภารกิจของหน่วยงาน' },
  },
  { ...sendReferral(22, 'returned'), preparation: true },
  {
    operationId: 'returnReferral',
    as: AGENCY,
    params: { id: '{returned}' },
    body: { reason: 'ขอข้อมูลหนี้สินเพิ่มเติม' },
  },
  { ...sendReferral(23, 'withdrawn'), preparation: true },
  {
    operationId: 'withdrawReferral',
    as: OFFICE,
    params: { id: '{withdrawn}' },
    body: { reason: 'ส่งผิดหน่วยงาน' },
  },
  {
    operationId: 'createMeeting',
    as: OFFICE,
    headers: once(40),
    body: {
      unit: '4201',
      kind: 'TARGETING',
      plannedOn: '2026-05-18',
      invited: [{ organisation: 'cdd' }, { name: 'ชมรมผู้สูงอายุตัวอย่าง', sector: 'CIVIL_SOCIETY' }],
      cases: ['{household}'],
    },
    save: { meeting: 'id' },
  },
  { operationId: 'readMeeting', as: OFFICE, params: { id: '{meeting}' } },
  { operationId: 'readMeetingPack', as: OFFICE, params: { id: '{meeting}' }, query: { for: 'file' } },
  { operationId: 'printMeetingPack', as: OFFICE, params: { id: '{meeting}' }, query: { for: 'file' } },
  {
    operationId: 'putMeeting',
    as: OFFICE,
    params: { id: '{meeting}' },
    headers: { 'If-Match': '*' },
    body: {
      unit: '4201',
      kind: 'TARGETING',
      plannedOn: '2026-05-18',
      heldOn: '2026-05-18',
      invited: [{ organisation: 'cdd' }],
      cases: ['{household}'],
    },
  },
  { operationId: 'listMeetings', as: OFFICE, query: { unit: '4201' } },
  {
    operationId: 'adoptResolution',
    as: OFFICE,
    params: { id: '{meeting}' },
    headers: once(41),
    body: {
      householdId: '{household}',
      agency: 'cdd',
      text: 'ให้พัฒนาชุมชนติดตามการประกอบอาชีพ',
      dueOn: '2026-06-20',
      needIds: ['{need}'],
    },
    save: { resolution: 'id' },
  },
  {
    operationId: 'adoptResolution',
    as: OFFICE,
    params: { id: '{meeting}' },
    headers: once(42),
    body: { agency: 'dla', text: 'ให้สำรวจบ้านที่หลังคาชำรุด', dueOn: '2026-06-20' },
    save: { dropped: 'id' },
    preparation: true,
  },
  { operationId: 'listResolutions', as: OFFICE, params: { id: '{meeting}' } },
  {
    operationId: 'completeResolution',
    as: OFFICE,
    params: { id: '{resolution}' },
    body: { on: '2026-05-20', reason: 'ติดตามครบแล้ว' },
  },
  {
    operationId: 'cancelResolution',
    as: OFFICE,
    params: { id: '{dropped}' },
    body: { on: '2026-05-20', reason: 'ซ้ำกับงานของหน่วยงานอื่น' },
  },
  {
    operationId: 'askForMove',
    as: ABROAD,
    params: { id: '{household}' },
    headers: once(54),
    body: { on: '2026-05-20', toArea: '310101', reason: 'พบครัวเรือนอาศัยอยู่ในตำบลนี้แล้ว' },
    save: { move: 'id' },
  },
  { operationId: 'readMoveRequest', as: OFFICE, params: { id: '{move}' } },
  {
    operationId: 'rejectMoveRequest',
    as: OFFICE,
    params: { id: '{move}' },
    body: { reason: 'ตรวจสอบแล้ว ครัวเรือนยังอยู่ที่เดิม' },
  },
  {
    operationId: 'registerHousehold',
    as: OFFICE,
    headers: once(56),
    body: { addressNo: '77', moo: 3, areaCode: '420101', members: [{ firstName: 'สมพร', lastName: 'ย้ายบ้าน' }] },
    save: { second: 'id' },
    preparation: true,
  },
  {
    operationId: 'askForMove',
    as: ABROAD,
    params: { id: '{second}' },
    headers: once(55),
    body: { on: '2026-05-20', toArea: '310101', reason: 'พบครัวเรือนอาศัยอยู่ในตำบลนี้แล้ว' },
    save: { move: 'id' },
    preparation: true,
  },
  { operationId: 'acceptMoveRequest', as: OFFICE, params: { id: '{move}' } },
  { ...openedBy(ABROAD, 50), save: { looked: 'id' } },
  { operationId: 'endBreakGlass', as: ABROAD, params: { id: '{looked}' } },
  { ...openedBy(ABROAD, 51), save: { revoked: 'id' }, preparation: true },
  { operationId: 'revokeBreakGlass', as: OFFICE, params: { id: '{revoked}' } },
  { operationId: 'listBreakGlass', as: OFFICE, query: { unit: '4201', limit: '20' } },
  {
    operationId: 'reviewBreakGlass',
    as: OFFICE,
    params: { id: '{looked}' },
    body: { result: 'JUSTIFIED', reason: 'ตรวจสอบกับโรงพยาบาลแล้ว เป็นเหตุจำเป็นจริง' },
  },
  {
    operationId: 'openSubjectRequest',
    as: OFFICE,
    headers: once(52),
    body: { householdId: '{household}', personId: '{person}', kind: 'ACCESS', text: 'ขอทราบว่ามีข้อมูลใดของฉัน และใครดูบ้าง' },
    save: { asked: 'id' },
  },
  { operationId: 'listSubjectRequests', as: OFFICE, query: { status: 'OPEN', limit: '20' } },
  {
    operationId: 'answerSubjectRequest',
    as: SECRETARIAT,
    params: { id: '{asked}' },
    body: { result: 'DONE', reason: 'ส่งสำเนาข้อมูลให้ผู้ขอแล้ว' },
  },
  { operationId: 'exportSubjectRequest', as: OFFICE, params: { id: '{asked}' } },
  { operationId: 'listAccess', as: 'dpo-auditor', query: { household: '{household}' } },
  { operationId: 'listEvents', as: AGENCY, query: { limit: '2' } },
  {
    operationId: 'createWebhook',
    as: AGENCY,
    headers: once(53),
    // Without a name, so that the example asks no name server.
    body: { url: 'https://203.150.1.1/events' },
    save: { webhook: 'id' },
  },
  { operationId: 'listWebhooks', as: AGENCY },
  { operationId: 'deleteWebhook', as: AGENCY, params: { id: '{webhook}' } },
  { operationId: 'readUploadTemplate', as: AGENCY, params: { source: 'assistance' } },
  {
    operationId: 'createUpload',
    as: AGENCY,
    headers: once(6),
    body: { source: 'assistance', filename: 'ความช่วยเหลือ พ.ค. 2569.csv', size: bytesOf(FIRST_MONTH_FILE) },
    save: { upload: 'uploadId' },
    file: FIRST_MONTH_FILE,
  },
  { operationId: 'readUpload', as: AGENCY, params: { id: '{upload}' }, until: { status: 'FINISHED' } },
  { operationId: 'listUploadProblems', as: AGENCY, params: { id: '{upload}' } },
  { operationId: 'listUploads', as: AGENCY, query: { source: 'assistance', limit: '20' } },
  {
    operationId: 'startStatisticsRun',
    as: 'report-approver-42',
    headers: once(7),
    body: { month: '2026-05', area: '42' },
    save: { run: 'id' },
  },
  {
    operationId: 'readStatisticsRun',
    as: 'report-approver-42',
    params: { id: '{run}' },
    until: { status: 'FINISHED' },
  },
  { operationId: 'readAgencyStatistics', as: AGENCY, query: { month: '2026-05', area: '42' } },
  {
    operationId: 'listHouseholdsBehind',
    as: OFFICE,
    query: { month: '2026-05', area: '4201', agency: 'cdd', figure: 'outsideList' },
  },
  { operationId: 'readQuarterly', as: OFFICE, query: { quarter: '2569-Q3', area: '4201' } },
  {
    operationId: 'listHouseholdsOfQuarterly',
    as: OFFICE,
    query: { quarter: '2569-Q3', area: '4201', figure: 'assistance.households' },
  },
  { operationId: 'readProgress', as: AGENCY, query: { month: '2026-05', area: '4201' } },
  {
    operationId: 'listHouseholdsOfProgress',
    as: OFFICE,
    query: { month: '2026-05', area: '4201', figure: 'funnel.ASSISTED' },
  },
  {
    operationId: 'createCampaign',
    as: SECRETARIAT,
    headers: once(44),
    body: {
      name: 'สำรวจทุกครัวเรือนของเทศบาล',
      lists: [],
      scopeArea: '420101',
      milestones: [
        {
          metric: 'SURVEYED',
          pct: 100,
          dueOn: '2026-09-30',
          denominator: { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' },
        },
      ],
    },
    save: { campaign: 'id' },
  },
  { operationId: 'listCampaigns', as: OFFICE, query: { area: '4201' } },
  {
    operationId: 'putCampaign',
    as: SECRETARIAT,
    params: { id: '{campaign}' },
    headers: { 'If-Match': '"1"' },
    body: {
      name: 'สำรวจทุกครัวเรือนของเทศบาล',
      lists: [],
      scopeArea: '420101',
      reason: 'เลื่อนวันครบกำหนด',
      milestones: [
        {
          metric: 'SURVEYED',
          pct: 100,
          dueOn: '2026-10-31',
          denominator: { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' },
        },
      ],
    },
  },
  {
    operationId: 'createRexrayRound',
    as: SECRETARIAT,
    headers: once(45),
    body: { name: 'Re-X-ray 2569', list: '{list}', scopeArea: '42', dueOn: '2036-09-30' },
    save: { round: 'id' },
  },
  { operationId: 'listRexrayRounds', as: OFFICE, query: { area: '4201' } },
  { operationId: 'closeRexrayRound', as: SECRETARIAT, params: { id: '{round}' } },
  {
    operationId: 'putQuarterlyNote',
    as: OFFICE,
    params: { unit: '4201', quarter: '2569-Q3' },
    body: { problems: 'บ้านไม่มีผู้รับผิดชอบ', obstacles: 'งบประมาณ', suggestions: 'ขอให้ อปท. ร่วม' },
  },
  { operationId: 'readQuarterlyNote', as: OFFICE, params: { unit: '4201', quarter: '2569-Q3' } },
  {
    operationId: 'listReports',
    as: 'national-viewer',
    query: { month: '2026-05', area: '42' },
    save: { report: 'items.0.id' },
  },
  { operationId: 'readReport', as: 'national-viewer', params: { id: '{report}' } },
  {
    operationId: 'inviteAccount',
    as: SECRETARIAT,
    headers: once(8),
    body: {
      email: INVITED,
      displayName: 'สมศรี ตัวอย่าง',
      grants: [{ role: 'MENTOR', unit: '420101', from: '2026-05-01' }],
    },
    save: { account: 'sub' },
  },
  { operationId: 'reinviteAccount', as: SECRETARIAT, params: { sub: '{account}' } },
  { operationId: 'acceptTerms', as: INVITED, body: { version: 1 }, preparation: true },
  {
    operationId: 'putMentor',
    as: OFFICE,
    params: { id: '{household}' },
    headers: { 'If-Match': '*' },
    body: { mentor: '{account}', on: '2026-05-20' },
  },
  {
    operationId: 'registerHousehold',
    as: OFFICE,
    headers: once(101),
    body: {
      addressNo: '47/1',
      moo: 2,
      areaCode: '420101',
      members: [{ firstName: 'สมศรี', lastName: 'ตัวอย่าง' }],
      confirmNew: true,
    },
    preparation: true,
    save: { twin: 'id' },
  },
  {
    operationId: 'registerHousehold',
    as: OFFICE,
    headers: once(102),
    body: {
      addressNo: '47 ทับ 1',
      moo: 2,
      areaCode: '420101',
      members: [{ firstName: 'สมสี', lastName: 'ตัวอย่าง' }],
      confirmNew: true,
    },
    preparation: true,
    save: { second: 'id' },
  },
  {
    operationId: 'mergeHouseholds',
    as: OFFICE,
    headers: once(103),
    body: {
      keep: '{twin}',
      other: '{second}',
      reason: 'เยี่ยมบ้านแล้ว เป็นครัวเรือนเดียวกัน สะกดชื่อต่างกัน',
      versions: { '{twin}': 1, '{second}': 1 },
    },
    save: { merge: 'id' },
  },
  {
    operationId: 'undoMerge',
    as: OFFICE,
    params: { id: '{merge}' },
    headers: once(104),
    body: { reason: 'เป็นพี่น้องกัน คนละครัวเรือน' },
  },
  {
    operationId: 'putPlan',
    as: OFFICE,
    params: { id: '{household}' },
    headers: { 'If-Match': '*', ...once(41) },
    body: {
      status: 'AGREED',
      agreedOn: '2026-05-20',
      ultimateGoal: 'มีรายได้พอเพียงและบ้านมั่นคง',
      items: [
        {
          seq: 1,
          dimension: 'income',
          selfActivity: 'ปลูกผักสวนครัว ทำบัญชีครัวเรือน',
          supportActivity: 'ประสานเมล็ดพันธุ์และแนะนำการทำปุ๋ยหมัก',
          supportAgency: 'cdd',
          periodText: 'พ.ค. - มิ.ย.',
          start: '2026-05-20',
          end: '2026-06-30',
          status: 'CONTINUING',
          menuItem: 'th-sample-1',
        },
      ],
    },
  },
  { operationId: 'printPlan', as: OFFICE, params: { id: '{household}' } },
  { operationId: 'readPlan', as: OFFICE, params: { id: '{household}' }, query: { version: '1' } },
  {
    operationId: 'putProfile',
    as: OFFICE,
    params: { id: '{household}' },
    headers: { 'If-Match': '*' },
    body: {
      reason: 'แก้ตามทะเบียนบ้าน',
      requestedBy: 'SUBJECT',
      members: [{ id: '{person}', telephone: '081-234-5678' }],
      address: { addressNo: '12/3', moo: 5 },
    },
  },
  { operationId: 'listAccounts', as: SECRETARIAT, query: { area: '42', limit: '20' } },
  {
    operationId: 'putGrants',
    as: SECRETARIAT,
    params: { sub: '{account}' },
    headers: { 'If-Match': '*' },
    body: { grants: [{ role: 'MENTOR', unit: '4201', from: '2026-05-01' }] },
  },
  { operationId: 'endAccountSessions', as: SECRETARIAT, params: { sub: '{account}' } },
  {
    operationId: 'suspendAccount',
    as: SECRETARIAT,
    params: { sub: '{account}' },
    body: { reason: 'ย้ายไปปฏิบัติงานที่อื่นชั่วคราว' },
  },
  { operationId: 'reopenAccount', as: SECRETARIAT, params: { sub: '{account}' } },
  { operationId: 'closeAccount', as: SECRETARIAT, params: { sub: '{account}' } },
  {
    operationId: 'createClient',
    as: FOCAL,
    params: { slug: 'cdd' },
    headers: once(60),
    body: { name: 'ระบบสารสนเทศของกรม' },
    save: { client: 'id' },
  },
  { operationId: 'rotateClient', as: FOCAL, params: { slug: 'cdd', id: '{client}' } },
  { operationId: 'listClients', as: FOCAL, params: { slug: 'cdd' } },
  { operationId: 'deleteClient', as: FOCAL, params: { slug: 'cdd', id: '{client}' } },
  { operationId: 'listSessions', as: 'mentor-4201', save: { session: 'items.0.id' } },
  { operationId: 'endSession', as: 'mentor-4201', params: { id: '{session}' } },
  { operationId: 'endAllSessions', as: 'field-team-420101' },
  { operationId: 'dismissUpload', as: AGENCY, params: { id: '{upload}' } },
  {
    operationId: 'undoUpload',
    as: AGENCY,
    params: { id: '{upload}' },
    headers: once(61),
    body: { reason: 'ส่งไฟล์ของเดือนอื่น' },
  },
  { operationId: 'readUploadUndo', as: AGENCY, params: { id: '{upload}' }, until: { status: 'DONE' } },
  {
    operationId: 'compareTargetList',
    as: SECRETARIAT,
    headers: once(116),
    params: { id: '{list}' },
    body: { against: '{list}' },
    save: { changes: 'id' },
  },
  {
    operationId: 'readTargetListChanges',
    as: SECRETARIAT,
    params: { id: '{list}', changesId: '{changes}' },
    query: { limit: '20' },
    until: { status: 'DONE' },
  },
  { operationId: 'supersedeTargetList', as: SECRETARIAT, params: { id: '{list}' } },
];

/** What the office of the district has done before an agency's first month (docs/first-month.md) begins. */
export const FIRST_MONTH_PREPARED: readonly ExampleCall[] = EXAMPLE_CALLS.filter(
  ({ operationId }) => operationId === 'registerHousehold',
);
