/** A file, the figures of the month and quarter, campaigns and packages. */
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { AGENCY, OFFICE, once, SECRETARIAT, type ExampleCall } from '../example-call.ts';

/** Help as an agency sends it, with one row that is refused. */
export const FIRST_MONTH_FILE = [
  'เลขประจำตัวประชาชน,รหัสพื้นที่,หน่วยงาน,มิติ,ประเภทความช่วยเหลือ,วันที่ให้ความช่วยเหลือ,จำนวนเงิน',
  `${syntheticCitizenId(900_001)},420101,พช.,รายได้,เงิน,15/5/2569,1500`,
  '1234567890123,420101,พช.,รายได้,เงิน,15/5/2569,1500',
].join('\r\n');
const bytesOf = (text: string): number => Buffer.byteLength(text);

export const FIGURES: readonly ExampleCall[] = [
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
  { operationId: 'readCampaignStatus', as: SECRETARIAT, params: { id: '{campaign}' } },
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
  {
    operationId: 'listRoundCases',
    as: OFFICE,
    params: { id: '{round}' },
    query: { unit: '4201', result: 'none' },
  },
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
    operationId: 'approveReport',
    as: 'second-approver-42',
    params: { id: '{report}' },
    body: { note: 'ตรวจสอบกับสมุดรายงานของอำเภอแล้ว' },
  },
];
