/** Resources of the API. A test holds them against the route table: each once. */
import type { ApiResource } from './api-resource.ts';
import { accessLogResource } from './access-log.ts';
import { accountsResource } from './accounts.ts';
import { committeesResource } from './committees.ts';
import { dueResource } from './due.ts';
import { eventsResource } from './events.ts';
import { householdsResource } from './households.ts';
import { logbookResource } from './logbook.ts';
import { meResource } from './me.ts';
import { meetingsResource } from './meetings.ts';
import { planPrintsResource } from './plan-prints.ts';
import { plansResource } from './plans.ts';
import { openapiResource } from './openapi.ts';
import { referenceResource } from './reference.ts';
import { referralsResource } from './referrals.ts';
import { registersResource } from './registers.ts';
import { reportsResource } from './reports.ts';
import { statisticsResource } from './statistics.ts';
import { subjectRequestsResource } from './subject-requests.ts';
import { targetListsResource } from './target-lists.ts';
import { uploadsResource } from './uploads.ts';

export const API_RESOURCES: readonly ApiResource[] = [
  meResource,
  dueResource,
  accountsResource,
  referenceResource,
  openapiResource,
  uploadsResource,
  householdsResource,
  logbookResource,
  referralsResource,
  meetingsResource,
  plansResource,
  planPrintsResource,
  targetListsResource,
  committeesResource,
  registersResource,
  statisticsResource,
  reportsResource,
  accessLogResource,
  subjectRequestsResource,
  eventsResource,
];
