import { describe, expect, it } from 'vitest';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import { OBJECTS } from '#infra/constructs/grants.ts';
import { activityKey } from '#shared/statistics/statistics-keys.ts';
import { readable, reasonForWildcard, WILDCARDS } from '#infra/wildcards.ts';
import { type Json, ofType, STAGE_NAMES, templatesOf } from './templates.ts';

type Statement = { at: string; effect: string; actions: string[]; resources: Json[]; conditions: Json };

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

/** Statements of identity policies: those that roles have. */
function statements(stage: (typeof STAGE_NAMES)[number]): Statement[] {
  return [...ofType(stage, 'AWS::IAM::Policy'), ...ofType(stage, 'AWS::IAM::Role')].flatMap(({ at, properties }) => {
    const documents = [
      properties['PolicyDocument'],
      ...(properties['Policies'] ?? []).map(({ PolicyDocument }: Json) => PolicyDocument),
    ];
    return documents.filter(Boolean).flatMap((document: Json) =>
      listOf(document.Statement).map((statement: Json) => ({
        at,
        effect: statement.Effect,
        actions: listOf(statement.Action),
        resources: listOf(statement.Resource),
        conditions: statement.Condition,
      })),
    );
  });
}

const text = (resource: Json): string => (typeof resource === 'string' ? resource : JSON.stringify(resource));

describe.each(STAGE_NAMES)('permissions of %s', (stage) => {
  it('no role has a managed policy', () => {
    for (const { at, properties } of ofType(stage, 'AWS::IAM::Role'))
      expect(properties['ManagedPolicyArns'] ?? [], at).toEqual([]);
  });

  it('no action has a wildcard', () => {
    const all = statements(stage);
    expect(all.length).toBeGreaterThan(100);
    for (const { at, effect, actions } of all) {
      expect(effect, at).toBe('Allow');
      for (const action of actions) expect(action, at).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
    }
  });

  it('no resource has a wildcard without a reason, and no reason is idle', () => {
    const used = new Set<string>();
    for (const { at, actions, resources } of statements(stage))
      for (const resource of resources.map(readable).filter((one) => one.includes('*')))
        for (const action of actions) {
          const reason = reasonForWildcard(action, resource);
          expect(reason, `${at}: ${action} on ${resource}`).toBeDefined();
          used.add(reason ?? '');
        }
    expect([...used].toSorted()).toEqual(WILDCARDS.map(({ reason }) => reason).toSorted());
  });

  it.each(['Logbook', 'AccessLog'])('no role updates or deletes in %s', (table) => {
    const touching = statements(stage).filter(({ resources }) =>
      resources
        .map(text)
        .some((resource) => new RegExp(`"(?:Fn::GetAtt":\\["|Fn::ImportValue":"[^"]*)${table}[0-9A-F]`).test(resource)),
    );
    const actions = new Set(touching.flatMap((statement) => statement.actions));
    expect(actions).toContain('dynamodb:PutItem');
    expect([...actions].filter((action) => action.startsWith('dynamodb:')).toSorted()).toEqual([
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
  });

  it('updates and scans nothing, batches no writes, and deletes only what waits for somebody', () => {
    for (const { at, actions, resources } of statements(stage)) {
      const isOfDue = resources.every((resource) => /DueItems[0-9A-F]/.test(text(resource)));
      expect(
        actions.filter(
          (action) =>
            /^dynamodb:(?:Update|Delete|Scan|BatchWrite|PartiQL|\*)/.test(action) &&
            !(isOfDue && action === 'dynamodb:DeleteItem'),
        ),
        at,
      ).toEqual([]);
      expect(actions, at).not.toContain('s3:DeleteObject');
    }
  });

  it('keeps keys of callers and signs of life where permissions are limited to', () => {
    const claim = { key: 'any', content: '', claimedAt: 0, expiresAt: 0, answer: {} };
    expect(putClaim('Operations', claim).Put?.Item?.['pk']?.S).toMatch(/^idempotency#/);
    expect(activityKey('2026-05', 'any').pk).toMatch(/^activity#/);
  });

  it('data keys are put by the functions that seal, and by no other', () => {
    const putting = statements(stage).filter(
      ({ actions, resources }) =>
        actions.includes('dynamodb:PutItem') &&
        resources.map(text).some((resource) => /[":]?Operations[0-9A-F]{8}/.test(resource)),
    );
    const wayOf = ({ conditions }: Statement): string =>
      Object.entries<Json>(conditions ?? {})
        .map(([operator, keys]) => `${operator} ${keys['dynamodb:LeadingKeys'].join()}`)
        .join();
    const among = new Map<string, Set<string>>();
    for (const statement of putting) {
      const ats = among.get(wayOf(statement)) ?? new Set();
      among.set(wayOf(statement), ats.add(statement.at.replace(/.*\/(\w+?)RoleDefaultPolicy.*/, '$1')));
    }
    expect([...among.keys()].toSorted()).toEqual([
      'ForAllValues:StringLike account#*',
      'ForAllValues:StringLike account-by#*',
      'ForAllValues:StringLike account-sessions#*',
      'ForAllValues:StringLike break-glass#*',
      'ForAllValues:StringLike data-key#*',
      'ForAllValues:StringLike duplicate#*',
      'ForAllValues:StringLike events#*',
      'ForAllValues:StringLike idempotency#*',
      'ForAllValues:StringLike move-request#*',
      'ForAllValues:StringLike rebuild#*',
      'ForAllValues:StringLike report-approvals*',
      'ForAllValues:StringLike subject-request#*',
      'ForAllValues:StringLike target-run#*',
      'ForAllValues:StringLike webhook-progress*',
      'ForAllValues:StringLike webhooks*',
      'ForAllValues:StringNotLike data-key#*,account#*,account-by#*,break-glass#*,subject-request#*,report-approvals*,webhooks*,webhook-progress*',
    ]);
    expect(among.get('ForAllValues:StringLike data-key#*')).toEqual(
      new Set([
        ...[
          'Accounts',
          'Households',
          'Logbook',
          'Referrals',
          'Meetings',
          'Plans',
          'Load',
          'Undo',
          'Run',
          'Uploads',
          'Province',
        ],
        'SubjectRequests',
      ]),
    );
  });

  it('only functions that show, write or compare personal data may use its key', () => {
    const holders = statements(stage)
      .filter(({ resources }) => resources.map(text).some((resource) => resource.includes('PersonalDataKey')))
      .map(({ at }) => at.replace(/.*-(\w+)\/(\w+?)RoleDefaultPolicy.*/, '$1/$2'));
    expect(new Set(holders)).toEqual(
      new Set([
        'api/Accounts',
        'api/Households',
        'api/Logbook',
        'api/Referrals',
        'api/Meetings',
        'api/Plans',
        'api/PlanPrints',
        'api/Uploads',
        'api/AccessLogReader',
        'api/SubjectRequests',
        'api/Due',
        'ingestion/Load',
        'ingestion/Undo',
        'targeting/Run',
        'duplicates/Find',
        'rebuild/Province',
      ]),
    );
  });

  it('nobody but the services named may take a role, and the pipeline its own two', () => {
    const takers: string[] = ofType(stage, 'AWS::IAM::Role').flatMap(({ properties }) =>
      properties['AssumeRolePolicyDocument'].Statement.map(
        ({ Principal }: Json) => Principal.Service ?? Object.keys(Principal).join(),
      ),
    );
    // Which roles, and for which jobs: delivery.test.ts.
    expect(takers.filter((taker) => taker === 'Federated')).toHaveLength(2);
    expect(new Set(takers)).toEqual(
      new Set([
        'Federated',
        'events.amazonaws.com',
        'lambda.amazonaws.com',
        'scheduler.amazonaws.com',
        'states.amazonaws.com',
      ]),
    );
  });

  it('resource policies open nothing to everybody', () => {
    const opening = templatesOf(stage).resources.flatMap(({ at, type, properties }) => {
      const document = type.startsWith('AWS::IAM')
        ? undefined
        : (properties['PolicyDocument'] ?? properties['KeyPolicy']);
      const allowing = listOf(document?.Statement ?? []).filter(({ Effect }: Json) => Effect === 'Allow');
      return allowing.map(({ Principal }: Json) => ({ at, principal: JSON.stringify(Principal) }));
    });
    expect(opening.length).toBeGreaterThan(5);
    for (const { at, principal } of opening) expect(principal, at).not.toMatch(/"\*"/);
  });
});

it('the folders of grants are those that the functions write to', () => {
  expect(uploadKeys.incoming('u')).toMatch(new RegExp(`^${OBJECTS.incoming}`));
  expect(uploadKeys.chunk('u', 0)).toMatch(new RegExp(`^${OBJECTS.work}`));
  expect(uploadKeys.problems('u', 0)).toMatch(new RegExp(`^${OBJECTS.work}`));
  expect(uploadKeys.errorWorkbook('u')).toMatch(new RegExp(`^${OBJECTS.returned}`));
});
