/** Calls about statistics, reports and the access log. */
import { OFFICES } from './relations.ts';
import { statisticians, type Row } from './row.ts';
import { aCampaign, aRound, figures } from './world.ts';

const quarterly = { quarter: '2569-Q3', area: '420101' };
/** Agencies read the progress only. */
const quarterlyReaders = statisticians.filter((role) => role !== 'AGENCY_FOCAL');

export const FIGURE_ROWS: Record<string, Row> = {
  readAgencyStatistics: {
    ask: () => ['/v1/statistics/agencies', { query: figures }],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 403,
    inside: 200,
  },
  listHouseholdsBehind: {
    ask: () => ['/v1/statistics/agencies/households', { query: { ...figures, agency: 'cdd' } }],
    roles: statisticians.filter((role) => role !== 'NATIONAL_VIEWER'),
    outside: 403,
    inside: 200,
  },
  readQuarterly: {
    ask: () => ['/v1/statistics/quarterly', { query: quarterly }],
    roles: quarterlyReaders,
    everywhere: ['NATIONAL_VIEWER'],
    outside: 403,
    inside: 200,
  },
  listHouseholdsOfQuarterly: {
    ask: () => ['/v1/statistics/quarterly/households', { query: { ...quarterly, figure: 'targets.closing.LISTED' } }],
    roles: quarterlyReaders.filter((role) => role !== 'NATIONAL_VIEWER'),
    outside: 403,
    inside: 200,
  },
  readProgress: {
    ask: () => ['/v1/statistics/progress', { query: figures }],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 403,
    inside: 200,
  },
  listHouseholdsOfProgress: {
    ask: () => ['/v1/statistics/progress/households', { query: { ...figures, figure: 'funnel.ASSISTED' } }],
    roles: statisticians.filter((role) => role !== 'NATIONAL_VIEWER'),
    everywhere: ['AGENCY_FOCAL'],
    outside: 403,
    inside: 200,
  },
  listCampaigns: {
    ask: () => ['/v1/campaigns'],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 'empty list',
    inside: 200,
  },
  createCampaign: {
    ask: () => ['/v1/campaigns', { body: aCampaign }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 403,
    inside: 201,
  },
  putCampaign: {
    ask: ({ campaign }) => [
      `/v1/campaigns/${campaign}`,
      { body: { ...aCampaign, reason: 'เลื่อนวัน' }, headers: { 'If-Match': '*' } },
    ],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: 200,
  },
  readCampaignStatus: {
    ask: ({ campaign }) => [`/v1/campaigns/${campaign}/status`],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 200,
  },
  listRexrayRounds: {
    ask: () => ['/v1/rexray-rounds'],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM'],
    outside: 'empty list',
    inside: 200,
  },
  createRexrayRound: {
    ask: ({ list }) => ['/v1/rexray-rounds', { body: { ...aRound, list } }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 403,
    inside: 201,
  },
  closeRexrayRound: {
    ask: ({ round }) => [`/v1/rexray-rounds/${round}/close`],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: [200, 409],
  },
  listRoundCases: {
    ask: ({ round }) => [`/v1/rexray-rounds/${round}/cases`, { query: { result: 'none' } }],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM'],
    outside: 404,
    inside: 200,
  },
  readQuarterlyNote: {
    ask: () => ['/v1/quarterly-notes/420101/2569-Q3'],
    roles: quarterlyReaders,
    everywhere: ['NATIONAL_VIEWER'],
    outside: 403,
    inside: 200,
  },
  putQuarterlyNote: {
    ask: () => ['/v1/quarterly-notes/420101/2569-Q3', { body: { problems: 'น้ำ', obstacles: '', suggestions: '' } }],
    roles: OFFICES,
    outside: 403,
    inside: 200,
  },
  startStatisticsRun: {
    ask: () => ['/v1/statistics/runs', { body: figures }],
    roles: ['REPORT_APPROVER'],
    outside: 403,
    inside: 202,
  },
  readStatisticsRun: {
    ask: ({ run }) => [`/v1/statistics/runs/${run}`],
    roles: ['REPORT_APPROVER'],
    outside: 404,
    inside: 200,
  },

  listReports: {
    ask: () => ['/v1/reports'],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 'empty list',
    inside: 200,
  },
  readReport: {
    ask: ({ report }) => [`/v1/reports/${report}`],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 200,
  },
  approveReport: {
    ask: ({ report }) => [`/v1/reports/${report}/approve`, { body: {} }],
    roles: ['REPORT_APPROVER'],
    outside: 404,
    inside: [200, 409],
  },

  listAccess: {
    ask: ({ household }) => ['/v1/access-log', { query: { household } }],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 404,
    inside: 200,
  },
};
