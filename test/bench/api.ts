/**
 * Time of warm calls of the API's functions on DynamoDB of this machine: `node test/bench/api.ts`. Prints JSON.
 * What is timed is the handler, event in and reply out, one call at a time: no HTTP, no signature of a token.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startHouseholds } from '#functions/start-households.ts';
import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { startS3 } from '#local/engines/s3/server.ts';
import { householdsEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { account } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { startRealHandlers } from '#test/api/real-handlers.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const HOUSEHOLDS = 300;
/** Households of the round of Re-X-ray. */
const CASES = 100;
const WARM = 50;
const CALLS = 300;

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const dir = await mkdtemp(join(tmpdir(), 'bench-api-'));
const dynamodb = await startDynamoDB({ file: join(dir, 'tables.db') });
const s3 = await startS3({ dir: join(dir, 's3'), credentials, buckets: [] });
try {
  const api = await startRealHandlers({
    dynamodb: dynamodb.endpoint,
    s3: { endpoint: s3.endpoint, credentials },
    prefix: 'bench-',
  });
  const officer = account('DISTRICT_OFFICER', { area: '4201' });
  const ids: string[] = [];
  for (let number = 1; number <= HOUSEHOLDS; number += 1)
    ids.push((await api.request(officer, 'POST', '/v1/households', { body: newHousehold(number) })).body.id);
  const idOf = (at: number): string => ids[at % ids.length] ?? '';

  const promise = { type: 'visit', on: '2026-05-02', purpose: 'FOLLOWUP', outcome: 'MET', nextVisitDue: '2026-06-01' };
  const plan = {
    status: 'DRAFT',
    ultimateGoal: 'มีรายได้พอเพียง',
    items: ['income', 'living', 'health', 'education', 'access'].map((dimension, at) => ({
      seq: at + 1,
      dimension,
      selfActivity: 'ปลูกผักสวนครัว ทำบัญชีครัวเรือน เก็บน้ำดื่มน้ำใช้ให้เพียงพอ',
      supportActivity: 'ประสานเมล็ดพันธุ์และแนะนำการทำปุ๋ยหมัก',
      periodText: 'พ.ค. - มิ.ย.',
      status: 'NOT_STARTED',
    })),
  };
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  const denominator = { households: HOUSEHOLDS, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' };
  const milestones = [{ metric: 'ASSISTED', pct: 75, dueOn: '2036-09-30', denominator }];
  const made = { name: 'ทุกครัวเรือนของอำเภอ', lists: [], scopeArea: '4201', milestones };
  const { id: campaign } = (await api.request(secretariat, 'POST', '/v1/campaigns', { body: made })).body;
  const list = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('4201') })).body.id;
  const { households } = await startHouseholds(createDynamo(), householdsEnv.parse(process.env));
  for (const id of ids.slice(0, CASES)) await putOnList(households, id, list, '420101', new Date());
  await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`, { body: {} });
  const opened = { name: 'รอบ', list, scopeArea: '4201', dueOn: '2036-09-30' };
  const { id: round } = (await api.request(secretariat, 'POST', '/v1/rexray-rounds', { body: opened })).body;
  const approver = account('REPORT_APPROVER', { area: '42' });
  const reports = createDynamoReportStore({ client: createDynamo(), tables: api.tables });
  const packages = Array.from({ length: WARM + CALLS }, (_, revision) => `2026-04-42-r${revision}`);
  const moment = '2026-05-05T16:59:00.000Z';
  const published = { month: '2026-04', area: '42', asOf: moment, definitions: '1', publishedAt: moment };
  for (const [revision, id] of packages.entries())
    await reports.put({ ...published, id, revision, manifestKey: id, files: [] });

  const calls: Record<string, (at: number) => () => Promise<number>> = {
    me: () => api.prepared(officer, 'GET', '/v1/me'),
    readHousehold: (at) => api.prepared(officer, 'GET', `/v1/households/${idOf(at)}`),
    listHouseholds50: () => api.prepared(officer, 'GET', '/v1/households'),
    searchByCitizenId: (at) =>
      api.prepared(officer, 'POST', '/v1/households/search', {
        body: { citizenId: syntheticCitizenId((at % HOUSEHOLDS) + 1) },
      }),
    searchByName300: () =>
      api.prepared(officer, 'POST', '/v1/households/search', { body: { name: 'ทดสอบ150', area: '4201' } }),
    recordAssistance: (at) =>
      api.prepared(officer, 'POST', `/v1/households/${idOf(at)}/logbook`, { body: delivered('cdd') }),
    recordAssistanceOnce: (at) =>
      api.prepared(officer, 'POST', `/v1/households/${idOf(at)}/logbook`, {
        body: delivered('cdd'),
        headers: { 'Idempotency-Key': `bench-${at}` },
      }),
    campaignStatusToDate: () => api.prepared(secretariat, 'GET', `/v1/campaigns/${campaign}/status`),
    approveReport: (at) => api.prepared(approver, 'POST', `/v1/reports/${packages[at] ?? ''}/approve`, { body: {} }),
    readLogbook: (at) => api.prepared(officer, 'GET', `/v1/households/${idOf(at)}/logbook`),
    proveLogbook: (at) => api.prepared(officer, 'GET', `/v1/households/${idOf(at)}/logbook/proof`),
    recordBatch10: (at) =>
      api.prepared(officer, 'POST', `/v1/households/${idOf(at)}/logbook/batch`, {
        body: { entries: [promise, ...Array.from({ length: 9 }, () => delivered('cdd'))] },
      }),
    myDue: () => api.prepared(officer, 'GET', '/v1/me/due'),
    countMyDue: () => api.prepared(officer, 'GET', '/v1/me/due', { query: { limit: '0' } }),
    putPlan: (at) =>
      api.prepared(officer, 'PUT', `/v1/households/${idOf(at)}/plan`, { body: plan, headers: { 'If-Match': '*' } }),
    readPlan: (at) => api.prepared(officer, 'GET', `/v1/households/${idOf(at)}/plan`),
    printPlan: (at) => api.prepared(officer, 'GET', `/v1/households/${idOf(at)}/plan/print`),
    printPlanPdf: (at) =>
      api.prepared(officer, 'GET', `/v1/households/${idOf(at)}/plan/print`, { query: { format: 'pdf' } }),
    listRoundCases50: () =>
      api.prepared(officer, 'GET', `/v1/rexray-rounds/${round}/cases`, { query: { unit: '4201', result: 'none' } }),
    listReferrals: () => api.prepared(officer, 'GET', '/v1/referrals'),
    listMeetings: () => api.prepared(officer, 'GET', '/v1/meetings'),
  };
  const results: Record<string, { p50Ms: number; p95Ms: number }> = {};
  for (const [name, prepare] of Object.entries(calls)) {
    const times: number[] = [];
    for (let at = 0; at < WARM + CALLS; at += 1) {
      const run = prepare(at);
      const start = performance.now();
      const status = await run();
      const time = performance.now() - start;
      if (status >= 300) throw new Error(`${name} answered ${status}`);
      if (at >= WARM) times.push(time);
    }
    times.sort((a, b) => a - b);
    const quantile = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
    results[name] = { p50Ms: quantile(0.5), p95Ms: quantile(0.95) };
  }
  console.log(JSON.stringify({ node: process.version, households: HOUSEHOLDS, calls: CALLS, results }, null, 2));
} finally {
  await s3.stop();
  await dynamodb.stop();
  await rm(dir, { recursive: true, force: true });
}
