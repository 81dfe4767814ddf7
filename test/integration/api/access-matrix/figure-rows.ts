/** Calls about statistics, reports and the access log. */
import { OFFICES } from './relations.ts';
import { statisticians, type Row } from './row.ts';
import { figures } from './world.ts';

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

  listAccess: {
    ask: ({ household }) => ['/v1/access-log', { query: { household } }],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 404,
    inside: 200,
  },
};
