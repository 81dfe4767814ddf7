/**
 * The longest value of every parameter and every text of every call, as its schema admits it, sent to the deployed functions on
 * a real DynamoDB engine: a key has an end there (1,024 and 2,048 bytes), and no caller may meet it.
 */
import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';

import type { RouteContract } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { moveUpload } from '#functions/ingest/move-upload.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { ROLES, scopesFor, type Permission } from '#shared/domain/access/access.ts';
import { account } from '#test/api/in-process-api.ts';
import { startRealHandlers, type RealHandlers } from '#test/api/real-handlers.ts';
import { newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';
import {
  LETTERS,
  type Letter,
  TODAY,
  QUARTER,
  SLUGS,
  isFree,
  hasLength,
  longest,
  admitted,
  jsonOf,
  textsOf,
} from './longest-texts.ts';

/** An account that holds the permission over the district of the households of this test. */
function caller(permission: RouteContract['permission']) {
  const wanted: readonly Permission[] = permission === 'public' ? [] : [permission].flat();
  const role = ['PROVINCE_SECRETARIAT' as const, ...ROLES].find((one) =>
    wanted.every((each) => scopesFor(account(one, { area: '42', agency: 'cdd' }), each).length > 0),
  );
  return account(role ?? 'PROVINCE_SECRETARIAT', { area: '42', agency: 'cdd' });
}

describe('every text that a caller writes', () => {
  it.each(ROUTES.map((route) => [route.operationId, route] as const))('of %s has a length', (_, route) => {
    expect(textsOf(route).flatMap(([at, text]) => (hasLength(text) ? [] : [at]))).toEqual([]);
  });
});

describe('the longest values', () => {
  const prefix = `longest-${randomUUID().slice(0, 8)}-`;
  let api: RealHandlers;
  const known: Record<string, string> = {};
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  /** Asks in the name of an office for what must succeed, so that a test has something to reach. */
  async function planted(path: string, body: unknown, who = secretariat): Promise<string> {
    const { status, body: reply, text } = await api.request(who, 'POST', path, { body });
    if (status >= 300) throw new Error(`${path}: ${text}`);
    return z.object({ id: z.string() }).parse(reply).id;
  }
  beforeAll(async () => {
    api = await startRealHandlers({ dynamodb: inject('dynamodb'), s3: inject('s3'), prefix });
    const registered = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1) })).body;
    known['households'] = registered.id;
    known['person'] = registered.members[0].id;
    const grants = [{ role: 'MENTOR', unit: '420101', from: TODAY }];
    const mentor = { email: 'mentor@example.go.th', displayName: 'ทดสอบ', grants };
    const sub: string = (await api.request(secretariat, 'POST', '/v1/accounts', { body: mentor })).body.sub;
    await api.request({ sub, roles: [] }, 'POST', '/v1/me/terms', { body: { version: 1 } });
    known['accounts'] = sub;
    const abroad = account('PROVINCE_SECRETARIAT', { area: '31' });
    const breaking = { citizenId: syntheticCitizenId(1), purpose: 'เหตุจำเป็นเร่งด่วนที่ต้องเปิดแฟ้ม' };
    known['mentors'] = sub;
    known['break-glass'] = (await api.request(abroad, 'POST', '/v1/break-glass', { body: breaking })).body.id;
    await api.request(abroad, 'POST', '/v1/households', { body: newHousehold(2, '310101') });
    known['target-lists'] = (
      await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') })
    ).body.id;
    known['committees'] = '4201';
    const order = { orderNo: '1', orderDate: '2026-01-05', agencies: ['cdd'] };
    await api.request(secretariat, 'PUT', '/v1/committees/4201', { body: order });
    const foundation = { nameTh: 'มูลนิธิ', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    known['organisations'] = (
      await api.request(secretariat, 'POST', '/v1/organisations', { body: foundation })
    ).body.slug;
    const entries = {
      'local-authorities': {
        nameTh: 'อปท.',
        kind: 'TAO',
        covers: ['420103'],
        hasKamnan: true,
        validFrom: '2026-01-01',
      },
      'menu-items': { titleTh: 'เมนู', dimension: 'income' },
      projects: { name: 'โครงการ', agency: 'cdd', plan: 'ANNUAL', fiscalYears: [2569] },
      'area-sets': { name: 'ชุด', areas: ['42'] },
      'hardship-categories': { nameTh: 'หมวด', dimension: 'living' },
    };
    for (const [catalogue, body] of Object.entries(entries))
      known[catalogue] = (await api.request(secretariat, 'POST', `/v1/${catalogue}`, { body })).body.id;
    known['mpi-profiles'] = 'TPMAP-2561-equivalent@1';
    known['campaigns'] = await planted('/v1/campaigns', campaign('ก'));
    known['rexray-rounds'] = await round();
    known['quarterly-notes'] = '4201';
  });

  const run = (letter: Letter, length: number) => letter.repeat(length / letter.length);
  const IN_TEN_DAYS = new Date(Date.parse(TODAY) + 10 * 86_400_000).toISOString().slice(0, 10);
  const office = account('DISTRICT_OFFICER', { area: '4201' });

  const campaign = (letter: Letter) => ({
    name: run(letter, 200),
    lists: [],
    scopeArea: '42',
    milestones: Array.from({ length: 20 }, () => ({
      metric: 'SURVEYED',
      pct: 100,
      dueOn: IN_TEN_DAYS,
      denominator: { households: 100_000_000, source: run(letter, 200), asOfDate: TODAY },
    })),
  });
  const roundOf = (name: string) => ({ name, list: known['target-lists'], scopeArea: '42', dueOn: IN_TEN_DAYS });

  let merged = 800_000;

  async function round(): Promise<string> {
    return await planted('/v1/rexray-rounds', roundOf('รอบ'));
  }

  async function need(): Promise<string> {
    const body = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ไม่มีรายได้', openedOn: TODAY };
    return await planted(`/v1/households/${known['households']}/logbook`, body);
  }

  async function referral(sender = office): Promise<string> {
    const body = { toAgency: 'cdd', needIds: [await need()], dueAt: IN_TEN_DAYS };
    return await planted(`/v1/households/${known['households']}/referrals`, body, sender);
  }

  async function meeting(day: object): Promise<string> {
    return await planted('/v1/meetings', { unit: '42', kind: 'TARGETING', ...day });
  }

  async function resolution(): Promise<string> {
    const held = await meeting({ heldOn: TODAY });
    return await planted(`/v1/meetings/${held}/resolutions`, { agency: 'cdd', text: 'มติ', dueOn: TODAY });
  }

  /** Two new households to be merged. */
  async function twins(reason: string): Promise<{ keep: string; other: string; reason: string; versions: object }> {
    const register = async (): Promise<string> =>
      await planted('/v1/households', newHousehold((merged += 1), '420101', { confirmNew: true }));
    const [keep, other] = [await register(), await register()];
    return { keep, other, reason, versions: { [keep]: 1, [other]: 1 } };
  }

  /** A pair of two provinces, of which the other one was asked. */
  async function duplicate(): Promise<string> {
    const { keep } = await twins('');
    const body = { keep, other: await livingElsewhere(), reason: 'ครัวเรือนเดียวกัน', versions: { [keep]: 1 } };
    const asked = await api.request(secretariat, 'POST', '/v1/merges', { body });
    return z.object({ duplicate: z.string() }).parse(asked.body).duplicate;
  }

  /** An upload that has ended. */
  async function upload(): Promise<string> {
    const body = { source: 'thaiqm-survey', filename: 'ก.csv', size: 10 };
    const id: string = (await api.request(secretariat, 'POST', '/v1/uploads', { body })).body.uploadId;
    const uploads = createDynamoUploadStore({ client: createDynamo(), tables: api.tables });
    await moveUpload(uploads, id, () => ({ status: 'READING' }));
    await moveUpload(uploads, id, () => ({ status: 'FINISHED' }));
    return id;
  }

  /** A package that nobody has approved. */
  async function report(): Promise<string> {
    const reports = createDynamoReportStore({ client: createDynamo(), tables: api.tables });
    const id = randomUUID();
    const moment = '2026-05-05T16:59:00.000Z';
    const made = { area: '42', revision: 0, asOf: moment, definitions: '1', publishedAt: moment };
    await reports.put({ id, month: '2026-04', ...made, manifestKey: 'm', files: [] });
    return id;
  }

  /** A household that the callers of this test cannot read. */
  async function livingElsewhere(): Promise<string> {
    const abroad = account('PROVINCE_SECRETARIAT', { area: '31' });
    return await planted('/v1/households', newHousehold((households += 1), '310101'), abroad);
  }

  async function moveRequest(): Promise<string> {
    const here = await planted('/v1/households', newHousehold((households += 1)));
    const move = { on: TODAY, toArea: '310101', reason: 'พบที่นี่' };
    const abroad = account('DISTRICT_OFFICER', { area: '3101' });
    return await planted(`/v1/households/${here}/move-requests`, move, abroad);
  }

  const asked = (text: string) => ({
    householdId: known['households'],
    personId: known['person'],
    kind: 'ACCESS',
    text,
  });

  /** Of calls that can be made once of a thing: the id of a new one. */
  const fresh: Record<string, () => Promise<string>> = {
    acceptReferral: () => referral(),
    rejectReferral: () => referral(),
    returnReferral: () => referral(),
    completeReferral: async () => {
      const id = await referral();
      const { status } = await api.request(
        account('AGENCY_FOCAL', { agency: 'cdd' }),
        'POST',
        `/v1/referrals/${id}/accept`,
        { body: {} },
      );
      expect(status).toBe(200);
      return id;
    },
    withdrawReferral: () => referral(secretariat),
    undoUpload: upload,
    fillTargetList: () => planted('/v1/target-lists', newTargetList('42')),
    dismissUpload: upload,
    putMeeting: () => meeting({ plannedOn: TODAY }),
    adoptResolution: () => meeting({ heldOn: TODAY }),
    completeResolution: resolution,
    approveReport: report,
    closeRexrayRound: round,
    cancelResolution: resolution,
    dismissDuplicate: duplicate,
    consentToMerge: duplicate,
    undoMerge: async () => await planted('/v1/merges', await twins('ครัวเรือนเดียวกัน')),
    askForMove: livingElsewhere,
    rejectMoveRequest: moveRequest,
    answerSubjectRequest: () => planted('/v1/subject-requests', asked('ขอทราบข้อมูล')),
    exportSubjectRequest: () => planted('/v1/subject-requests', asked('ขอทราบข้อมูล')),
  };

  /** Ids of a path: the longest, and where there is such a thing one that is known, so that the body is looked at. */
  async function paths(route: RouteContract, letter: Letter): Promise<string[]> {
    if (!route.params) return [route.path];
    const [name] = Object.keys(route.params.shape);
    const ids = admitted(route.params, letter).map((params) =>
      String(z.record(z.string(), z.string()).parse(params)[name ?? '']),
    );
    const here = (await fresh[route.operationId]?.()) ?? known[route.path.split('/')[2] ?? ''];
    return [...ids, ...(here === undefined ? [] : [here])].map((id) =>
      route.path.replace(`{${name}}`, encodeURIComponent(id)).replace('{quarter}', QUARTER),
    );
  }

  /** Every parameter at its longest with the required ones as they should be, then all of them. */
  function queries(route: RouteContract, letter: Letter): (Record<string, string> | undefined)[] {
    const schema = route.query;
    if (!schema) return [undefined];
    const { properties = {}, $defs = {} } = jsonOf(schema);
    const values = Object.entries(schema.shape).map(([name, field]) => {
      const texts = longest(properties[name] ?? {}, $defs, letter)
        .map(String)
        .filter((text) => field.safeParse(text).success);
      if (texts.length === 0) throw new Error(`${route.operationId} ${name}: the test finds no value that is taken`);
      return { name, texts, isRequired: !field.safeParse(undefined).success };
    });
    const required = Object.fromEntries(
      values.filter((one) => one.isRequired).map(({ name, texts }) => [name, texts[0] ?? '']),
    );
    const all = Object.fromEntries(values.map(({ name, texts }) => [name, texts.at(-1) ?? '']));
    return [...values.flatMap(({ name, texts }) => texts.map((text) => ({ ...required, [name]: text }))), all];
  }

  async function bodies(route: RouteContract, letter: Letter): Promise<unknown[]> {
    if (!route.body) return [undefined];
    const filled = [...admitted(route.body, letter), ...((await right[route.operationId]?.(letter)) ?? [])];
    if (filled.length === 0) throw new Error(`${route.operationId}: the test finds no body that is taken`);
    return filled;
  }

  /** Right bodies with long texts, of calls that refuse a run of letters in some field by a rule that no schema says. */
  let households = 100;
  const invitation = (letter: Letter) => ({
    unit: '42',
    kind: 'TARGETING',
    invited: Array.from({ length: 200 }, () => ({ name: run(letter, 200), sector: 'MEDIA' })),
    cases: [known['households']],
  });
  const right: Record<string, (letter: Letter) => unknown[] | Promise<unknown[]>> = {
    undoMerge: (letter) => [{ reason: run(letter, 2000) }],
    mergeHouseholds: async (letter) => [await twins(run(letter, 2000))],
    transferHouseholds: async (letter) => {
      const grants = [{ role: 'MENTOR', unit: '420101', from: TODAY }];
      const body = { email: `${randomUUID()}@example.go.th`, displayName: 'ทดสอบ', grants };
      const { sub } = (await api.request(secretariat, 'POST', '/v1/accounts', { body })).body;
      const householdIds = Array.from({ length: 1000 }, (_, at) => `${run(letter, 96)}${String(at).padStart(4, '0')}`);
      return [{ to: sub, on: TODAY, reason: run(letter, 2000), householdIds }];
    },
    putMentor: async (letter) => {
      // The account that other calls are tried with is closed by one of them.
      const grants = [{ role: 'MENTOR', unit: '420101', from: TODAY }];
      const body = { email: `${randomUUID()}@example.go.th`, displayName: 'ทดสอบ', grants };
      const { sub } = (await api.request(secretariat, 'POST', '/v1/accounts', { body })).body;
      return [{ mentor: sub, on: TODAY, reason: run(letter, 2000) }];
    },
    putPlan: (letter) => [
      {
        status: 'DRAFT',
        ultimateGoal: run(letter, 2000),
        items: Array.from({ length: 40 }, (_, at) => ({
          seq: at + 1,
          dimension: 'income',
          selfActivity: run(letter, 500),
          supportActivity: run(letter, 500),
          supportAgency: 'cdd',
          periodText: run(letter, 100),
          status: 'NOT_STARTED',
        })),
      },
    ],
    putProfile: async (letter) => {
      const { body } = await api.request(secretariat, 'GET', `/v1/households/${known['households']}`);
      const [member] = body.members;
      return [
        {
          reason: run(letter, 2000),
          requestedBy: 'OFFICE',
          members: [{ id: member.id, title: run(letter, 60), telephone: '0812345678', disability: true }],
          address: { village: run(letter, 200), moo: 99 },
        },
      ];
    },
    sendReferral: async (letter) => [
      {
        toAgency: 'cdd',
        needIds: [await need()],
        dueAt: IN_TEN_DAYS,
        note: run(letter, 2000),
        partnerText: run(letter, 500),
      },
    ],
    startMpiWhatIf: () => [{ area: '42', k: '0.333333333' }],
    startMpiLists: () => [{ area: '42', yearBe: 2569, asOfDate: TODAY, phase: 99 }],
    compareTargetList: () => [{ against: known['target-lists'] }],
    fillTargetList: () => [{ sourceList: known['target-lists'], dryRun: true }],
    createCampaign: (letter) => [campaign(letter)],
    putCampaign: (letter) => [{ ...campaign(letter), reason: run(letter, 2000) }],
    createRexrayRound: (letter) => [roundOf(run(letter, 200))],
    putQuarterlyNote: (letter) => [
      { problems: run(letter, 2000), obstacles: run(letter, 2000), suggestions: run(letter, 2000) },
    ],
    createMeeting: (letter) => [{ ...invitation(letter), heldOn: TODAY }],
    putMeeting: (letter) => [{ ...invitation(letter), plannedOn: TODAY }],
    adoptResolution: async (letter) => [
      { agency: 'cdd', text: run(letter, 2000), dueOn: TODAY },
      {
        householdId: known['households'],
        agency: 'cdd',
        text: run(letter, 2000),
        dueOn: IN_TEN_DAYS,
        needIds: [await need()],
        refer: true,
      },
    ],
    putCommittee: (letter) => [
      {
        orderNo: run(letter, 100),
        orderDate: '2026-01-05',
        name: run(letter, 200),
        covers: ['4201'],
        agencies: SLUGS.slice(0, 200),
        members: Array.from({ length: 300 }, () => ({
          title: run(letter, 200),
          organisation: SLUGS[0],
          seat: run(letter, 60),
        })),
      },
    ],
    recordBatch: (letter) => [
      { entries: [{ type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET', notes: run(letter, 2000) }] },
    ],
    inviteAccount: (letter) => [
      {
        email: `${randomUUID()}@example.go.th`,
        displayName: run(letter, 200),
        grants: [{ role: 'MENTOR', unit: '420101', from: TODAY }],
      },
    ],
    putGrants: () => [{ grants: [{ role: 'MENTOR', unit: '420101', from: TODAY }] }],
    openSubjectRequest: (letter) => [asked(run(letter, 2000))],
    answerSubjectRequest: (letter) => [{ result: 'REFUSED', reason: run(letter, 2000) }],
    openBreakGlass: (letter) => [{ citizenId: syntheticCitizenId(2), purpose: run(letter, 1000) }],
    ...Object.fromEntries(
      ['create', 'put'].flatMap((verb): [string, (letter: Letter) => unknown[]][] => [
        [
          `${verb}LocalAuthority`,
          (letter) => [
            {
              nameTh: run(letter, 200),
              kind: 'PAO',
              covers: ['42'],
              hasKamnan: true,
              validFrom: '2026-01-01',
              active: false,
            },
          ],
        ],
        [
          `${verb}MenuItem`,
          (letter) => [
            { titleTh: run(letter, 200), dimension: 'income', conditions: run(letter, 1000), areaCode: '42' },
          ],
        ],
        [
          `${verb}Project`,
          (letter) => [
            {
              name: run(letter, 200),
              agency: 'cdd',
              plan: 'ANNUAL',
              fiscalYears: [2569],
              areas: ['42'],
              menuItems: [run(letter, 100)],
            },
          ],
        ],
        [`${verb}AreaSet`, (letter) => [{ name: run(letter, 200), areas: ['42'] }]],
        [`${verb}HardshipCategory`, (letter) => [{ nameTh: run(letter, 200), dimension: 'living', areaCode: '42' }]],
      ]),
    ),
    putOrganisation: (letter) => [
      { nameTh: run(letter, 200), shortTh: run(letter, 60), sector: 'MEDIA', areaCode: '42', reportsAs: 'cdd' },
    ],
    registerHousehold: (letter) => [
      newHousehold((households += 1), '420101', {
        addressNo: run(letter, 60),
        village: run(letter, 200),
        members: [
          {
            firstName: run(letter, 100),
            lastName: run(letter, 100),
            title: run(letter, 60),
            relation: run(letter, 60),
          },
        ],
      }),
    ],
    askForMove: (letter) => [{ on: TODAY, toArea: '420101', reason: run(letter, 2000) }],
    approveReport: (letter) => [{ note: run(letter, 2000) }],
    createWebhook: (letter) => [{ url: `https://203.150.1.1/${run(letter, 400)}` }],
    searchHouseholds: (letter) => [{ name: run(letter, 200), area: '420101' }],
    createUpload: (letter) => [
      {
        source: 'thaiqm-survey',
        filename: run(letter, 254),
        size: 10,
        columns: { [run(letter, 200)]: 'citizen_id' },
      },
    ],
  };

  const free = ROUTES.filter((route) => textsOf(route).some(([, text]) => isFree(text)));

  it.each(free.map((route) => [route.operationId, route] as const))(
    'of %s are answered, and never by a failure',
    async (_, route) => {
      const answered = new Set<number>();
      const failures: string[] = [];
      for (const letter of LETTERS)
        for (const path of await paths(route, letter))
          for (const query of queries(route, letter))
            for (const body of await bodies(route, letter)) {
              const { status, text } = await api.request(caller(route.permission), route.method, path, {
                ...(query === undefined ? {} : { query }),
                ...(body === undefined ? {} : { body }),
                headers: {
                  ...(route.onceForDays === undefined ? {} : { 'Idempotency-Key': randomUUID().padEnd(200, 'k') }),
                  ...(route.method === 'PUT' ? { 'If-Match': '*' } : {}),
                },
              });
              answered.add(status);
              if (status >= 500) failures.push(`${letter} in ${Object.keys(query ?? body ?? {}).join()}: ${text}`);
            }
      expect(failures).toEqual([]);
      // Else the values never reached what the call does with them.
      const reached = [...answered].some((status) => status < 300);
      expect([route.operationId, reached || route.body === undefined]).toEqual([route.operationId, true]);
    },
  );
});
