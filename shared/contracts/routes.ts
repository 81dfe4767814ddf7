/** The route table: the only list of routes anywhere. */
import { listDue } from './due.ts';
import {
  closeAccount,
  endAccountSessions,
  inviteAccount,
  listAccounts,
  putGrants,
  reinviteAccount,
  reopenAccount,
  suspendAccount,
} from './accounts.ts';
import { listAccess } from './access-log.ts';
import { endBreakGlass, listBreakGlass, openBreakGlass, reviewBreakGlass, revokeBreakGlass } from './break-glass.ts';
import {
  closeRexrayRound,
  createCampaign,
  createRexrayRound,
  listCampaigns,
  listRexrayRounds,
  putCampaign,
  putQuarterlyNote,
  readQuarterlyNote,
} from './campaigns.ts';
import { listHouseholdsOfProgress, listHouseholdsOfQuarterly, readProgress, readQuarterly } from './case-statistics.ts';
import { CATALOGUES } from './catalogues.ts';
import { listCommittees, putCommittee, readCommittee } from './committees.ts';
import { listEvents } from './events.ts';
import { listHouseholds, readHousehold, registerHousehold, revealHousehold, searchHouseholds } from './households.ts';
import { listLogbook, recordBatch, recordEntry } from './logbook-routes.ts';
import { acceptTerms, endAllSessions, endSession, listSessions, readMe } from './me.ts';
import { readOpenapi } from './openapi-route.ts';
import {
  listAgencies,
  listAreas,
  listAssistanceTypes,
  listCodes,
  listDimensions,
  listIndicators,
} from './reference.ts';
import {
  adoptResolution,
  cancelResolution,
  completeResolution,
  createMeeting,
  listMeetings,
  listResolutions,
  printMeetingPack,
  putMeeting,
  readMeeting,
  readMeetingPack,
} from './meetings.ts';
import {
  acceptReferral,
  completeReferral,
  listReferrals,
  proposeReferrals,
  readReferral,
  rejectReferral,
  returnReferral,
  sendReferral,
  withdrawReferral,
} from './referrals.ts';
import { putMentor } from './mentors.ts';
import { mergeHouseholds, undoMerge } from './merges.ts';
import { printPlan, putPlan, readPlan } from './plans.ts';
import { putProfile } from './profile.ts';
import { createOrganisation, listOrganisations, putOrganisation } from './organisations.ts';
import { createMpiProfile, listMpiProfiles } from './mpi-profiles.ts';
import { listReports, readReport } from './reports.ts';
import type { RouteContract } from './route.ts';
import { listHouseholdsBehind, readAgencyStatistics, readStatisticsRun, startStatisticsRun } from './statistics.ts';
import {
  answerSubjectRequest,
  exportSubjectRequest,
  listSubjectRequests,
  openSubjectRequest,
} from './subject-requests.ts';
import { createClient, deleteClient, listClients, rotateClient } from './system-clients.ts';
import {
  createTargetList,
  freezeTargetList,
  listTargetLists,
  publishTargetList,
  supersedeTargetList,
} from './target-lists.ts';
import {
  createUpload,
  dismissUpload,
  listUploadProblems,
  listUploads,
  readUpload,
  readUploadTemplate,
  readUploadUndo,
  undoUpload,
} from './uploads.ts';

export const ROUTES: readonly RouteContract[] = [
  readMe,
  listDue,
  acceptTerms,
  listSessions,
  endAllSessions,
  endSession,
  listAccounts,
  inviteAccount,
  putGrants,
  suspendAccount,
  reopenAccount,
  closeAccount,
  reinviteAccount,
  endAccountSessions,
  listClients,
  createClient,
  rotateClient,
  deleteClient,
  listAreas,
  listAgencies,
  listIndicators,
  listDimensions,
  listAssistanceTypes,
  listCodes,
  createUpload,
  listUploads,
  readUpload,
  listUploadProblems,
  readUploadTemplate,
  undoUpload,
  readUploadUndo,
  dismissUpload,
  listHouseholds,
  registerHousehold,
  searchHouseholds,
  readHousehold,
  revealHousehold,
  openBreakGlass,
  listBreakGlass,
  endBreakGlass,
  reviewBreakGlass,
  revokeBreakGlass,
  listLogbook,
  recordEntry,
  recordBatch,
  mergeHouseholds,
  undoMerge,
  putMentor,
  putPlan,
  readPlan,
  printPlan,
  putProfile,
  sendReferral,
  proposeReferrals,
  listReferrals,
  readReferral,
  acceptReferral,
  rejectReferral,
  returnReferral,
  completeReferral,
  withdrawReferral,
  listMeetings,
  createMeeting,
  readMeeting,
  putMeeting,
  readMeetingPack,
  printMeetingPack,
  listResolutions,
  adoptResolution,
  completeResolution,
  cancelResolution,
  listTargetLists,
  createTargetList,
  publishTargetList,
  freezeTargetList,
  supersedeTargetList,
  listMpiProfiles,
  createMpiProfile,
  listCommittees,
  readCommittee,
  putCommittee,
  listOrganisations,
  createOrganisation,
  putOrganisation,
  ...CATALOGUES.flatMap(({ list, create, put }) => [list, create, put]),
  readAgencyStatistics,
  listHouseholdsBehind,
  readQuarterly,
  listHouseholdsOfQuarterly,
  readProgress,
  listHouseholdsOfProgress,
  listCampaigns,
  createCampaign,
  putCampaign,
  listRexrayRounds,
  createRexrayRound,
  closeRexrayRound,
  readQuarterlyNote,
  putQuarterlyNote,
  startStatisticsRun,
  readStatisticsRun,
  listReports,
  readReport,
  listAccess,
  listSubjectRequests,
  openSubjectRequest,
  answerSubjectRequest,
  exportSubjectRequest,
  listEvents,
  readOpenapi,
];
