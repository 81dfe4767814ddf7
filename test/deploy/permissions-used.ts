/**
 * Which permissions the functions used while they were driven, as the emulator wrote them down: lines like those of
 * test/infra/permitted.ts. And those of them that the emulator never asks for, or that this drive has no cause to use.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { nameIn, STAGES } from '#infra/stages.ts';
import { FUNCTIONS } from '#test/infra/permitted.ts';
import type { StackResource } from './account.ts';
import { PERMISSIONS_USED } from './emulator.ts';

/** The emulator's own doing: it writes logs and traces, and keeps what is stored, without asking for a function's permission. */
const NEVER_ASKED = /^(?:logs|xray):| via (?:dynamodb|s3|secretsmanager)$/;

/** What this drive has no cause to use, and why it is permitted all the same. */
const NOT_DRIVEN: readonly { functions: RegExp; permission: RegExp; reason: string }[] = [
  {
    functions: /^ingest-(?:read|load|finish)$/,
    permission: /^s3:AbortMultipartUpload /,
    reason: 'only files of over 5 MB go in parts, and only an upload that breaks leaves parts behind',
  },
  {
    functions: /^ingest-finish$/,
    permission: /^s3:ListBucket /,
    reason: 'AWS tells by it whether an object is missing or forbidden; the emulator always says that it is missing',
  },
  {
    functions: /^ingest-finish$/,
    permission: /^dynamodb:(?:(?:PutItem|DeleteItem) DueItems|BatchGetItem Operations)$/,
    reason:
      'only a file with rejected rows waits for its office, and only a second one of the same kind may correct it',
  },
  {
    functions: /^api-uploads$/,
    permission: /^dynamodb:(?:PutItem|DeleteItem) DueItems$/,
    reason:
      'an upload moves the queue when it is undone or dismissed while it has rejected rows, which the deployed drive does not',
  },
  {
    functions: /^api-uploads$/,
    permission: /^dynamodb:(?:Query|BatchGetItem) Operations$/,
    reason:
      'lists uploads, and reads what rows came to while they are loaded: a file of a few rows may be done before its receipt is asked for',
  },
  {
    functions: /^ingest-fail$/,
    permission: /^dynamodb:PutItem Operations except /,
    reason: 'marks an import that broke after all attempts; the file refused here is marked by the step that read it',
  },
  {
    functions: /^(?:rebuild-province|api-households|api-logbook|api-referrals|api-meetings|api-accounts)$/,
    permission: /^kms:GenerateDataKey PersonalDataKey$/,
    reason:
      'makes the data key of a month when it is the first to seal for its province, or for none; here an upload and its load are',
  },
  {
    functions: /^api-accounts$/,
    permission: /^cognito-idp:(?:List|Add|Delete)UserPoolClientSecrets? Accounts$/,
    reason: 'gives a client a new secret; the emulator knows no second secret of a client',
  },
  {
    functions: /^ingest-load$/,
    permission: /^dynamodb:GetItem Households$/,
    reason: 'reads the old facts of a household in its first entry of a fiscal year; none here is so old',
  },
  {
    functions: /^(?:api-.+|statistics-province)$/,
    permission: /^dynamodb:BatchGetItem Operations in register#organisations\*$/,
    reason:
      'looks up organisations that are not built in; accounts, entries, referrals, meetings and figures name none of those here',
  },
  {
    functions: /^statistics-province$/,
    permission: /^s3:GetObject Reports\/packages\/\*$/,
    reason: 'reads a package only when a run that broke put it before',
  },
  {
    functions: /^statistics-province$/,
    permission: /^dynamodb:BatchGetItem Households$/,
    reason: 'reads households listed in the district that live in another now; nobody has moved here',
  },
  {
    functions: /^api-due$/,
    permission: /^dynamodb:Query Households(?:\/index\/by-district)?$/,
    reason: 'reads the cases of a round of Re-X-ray; no round is opened here',
  },
  {
    functions: /^api-households$/,
    permission: /^dynamodb:Query Households$/,
    reason: 'reads the referrals of a partner that asks for its households; no account here is of a partner',
  },
  {
    functions: /^api-logbook$/,
    permission: /^dynamodb:BatchGetItem Operations in register#(?:menu-items|projects|hardship-categories)\*$/,
    reason: 'looks up what help and needs name of catalogues; none here names anything',
  },
  {
    functions: /^(?:ingest-load|rebuild-province|api-households|api-logbook|api-referrals|api-meetings)$/,
    permission:
      /^dynamodb:(?:PutItem DueItems|DeleteItem DueItems|BatchGetItem DueItems|GetItem Operations in target-lists\*)$/,
    reason: 'moves what waits for somebody with every entry, and few of those made here begin or end any of it',
  },
  {
    functions: /^api-(?:due|plans|plan-prints|reports|access-log|events|subject-requests)$/,
    permission: /^dynamodb:PutItem (?:Statistics in activity#|Operations in account-sessions#)\*$/,
    reason:
      'notes a sign of life of an agency and the first look of a session; the accounts here were met by other functions before',
  },
  {
    functions: /^api-(?:accounts|due)$/,
    permission: /^kms:Decrypt PersonalDataKey$/,
    reason: 'opens names that were sealed in another process; here they were sealed by the same one, or nobody waits',
  },
  {
    functions: /^(?:api-uploads|api-plans|api-subject-requests|ingest-undo)$/,
    permission: /^kms:GenerateDataKey PersonalDataKey$/,
    reason: 'makes the data key of a month when it is the first to seal for its province; here another function is',
  },
  {
    functions: /^api-due$/,
    permission:
      /^dynamodb:(?:BatchGetItem Households|Query Households\/index\/by-mentor|Query Logbook|PutItem AccessLog)$/,
    reason:
      'reads and notes the households of the rows it shows, and counts those of mentors; nothing waits for the office that looks here',
  },
  {
    functions: /^api-plans$/,
    permission:
      /^(?:secretsmanager:GetSecretValue CursorSecret|dynamodb:(?:PutItem Operations in (?:idempotency|data-key|events)#\*|(?:PutItem|DeleteItem) DueItems|Query Logbook|BatchGetItem Operations in register#(?:menu-items|projects)\*))$/,
    reason:
      'keeps a draft here, without a key of its own, a menu item, a project, or an older version; a draft is nobody’s work',
  },
  {
    functions: /^api-due$/,
    permission: /^dynamodb:Query Statistics in activity#\*$/,
    reason: 'asks what an agency recorded this month when it looks at its queue in the last days of the month',
  },
  {
    functions: /^api-logbook$/,
    permission:
      /^(?:states:StartExecution RunTargeting|dynamodb:(?:GetItem|PutItem|Query) Operations in target-run#\*)$/,
    reason: 'gives households of a mentor to another; nobody is a mentor in this drive',
  },
  {
    functions: /^targeting-run$/,
    permission:
      /^(?:kms:GenerateDataKey PersonalDataKey|dynamodb:(?:(?:PutItem|DeleteItem) DueItems|BatchGetItem Households|Query Households\/index\/by-mentor|Query Logbook))$/,
    reason:
      'seals by the data key that is there, moves work of nobody here, opens answers only to count them by a profile of the MPI, and gives households of no mentor to another',
  },
  {
    functions: /^duplicates-find$/,
    permission: /^dynamodb:DeleteItem DueItems$/,
    reason: 'a row goes when its pair is not alike any more; here both stay as they are',
  },
  {
    functions: /^statistics-publish$/,
    permission: /^s3:ListBucket /,
    reason: 'AWS tells by it whether an object is missing or forbidden; the emulator always says that it is missing',
  },
  {
    functions: /^api-events$/,
    permission:
      /^(?:secretsmanager:GetSecretValue CursorSecret|dynamodb:(?:(?:GetItem|PutItem) Operations in idempotency#|(?:PutItem|Query) Operations in webhooks|Query Operations in webhook-progress)\*)$/,
    reason: 'makes webhooks, whose addresses must be of the public internet; the emulator has none',
  },
  {
    functions: /^events-deliver$/,
    permission:
      /^dynamodb:(?:Query Operations in (?:events#|webhooks|webhook-progress)|PutItem Operations in webhook-progress)\*$/,
    reason:
      'begins by a schedule alone, and no organisation here has a webhook: a test sends to a receiver (webhooks.test.ts)',
  },
  {
    functions: /^ingest-undo$/,
    permission: /^dynamodb:(?:PutItem|DeleteItem) DueItems$/,
    reason: 'takes away what waited because of the file; nothing waited for the household that is undone here',
  },
];

const record = z.tuple([z.string(), z.string(), z.string()]);

/** `Operations/…` of `arn:aws:dynamodb:…:table/poverty-logbook-emulator-operations/…`, by the resources that were made. */
function resourceOf(arn: string, made: readonly StackResource[]): string {
  const owner = made.find(({ type, physicalId }) => {
    const name = physicalId.split(/[:/]/).at(-1) ?? '';
    return name !== '' && !/Policy$|LogGroup$/.test(type) && new RegExp(`[:/]${name}(?:$|/|-\\w{6}$)`).test(arn);
  });
  if (!owner) return arn;
  const [, folder] = /^arn:aws:s3:::[^/]+\/([^/]+)/.exec(arn) ?? [];
  const [, index] = /(\/index\/.+)$/.exec(arn) ?? [];
  return `${owner.id.replace(/[0-9A-F]{8}$/, '')}${folder === undefined ? '' : `/${folder}/*`}${index ?? ''}`;
}

function used(made: readonly StackResource[]): Map<string, Set<string>> {
  const lines = readFileSync(PERMISSIONS_USED, 'utf8').trim().split('\n');
  const byFunction = new Map<string, Set<string>>();
  for (const [principal, action, resource] of lines.map((line) => record.parse(JSON.parse(line)))) {
    const [, role] = /:assumed-role\/([^/]+)\//.exec(principal) ?? [];
    const prefix = nameIn(STAGES.emulator, '');
    if (role === undefined || !role.startsWith(prefix)) continue;
    const name = role.slice(prefix.length);
    const of = byFunction.get(name) ?? new Set();
    byFunction.set(name, of.add(`${action} ${resourceOf(resource, made)}`));
  }
  return byFunction;
}

/** `function: permission` for each that is granted, could have been met, and was not used; and reasons that excuse nothing. */
export function idlePermissions(made: readonly StackResource[]): { idle: string[]; reasonsForNothing: string[] } {
  const byFunction = used(made);
  const excused = new Set<string>();
  const idle = Object.entries(FUNCTIONS).flatMap(([name, permissions]) =>
    [...new Set(permissions)]
      .filter((permission) => !NEVER_ASKED.test(permission))
      // Keys of items are not written down: limits to them are held by the templates.
      .filter((permission) => !byFunction.get(name)?.has(permission.replace(/ (?:in|except) .+$/, '')))
      .filter((permission) => {
        const excuse = NOT_DRIVEN.find((known) => known.functions.test(name) && known.permission.test(permission));
        if (excuse) excused.add(excuse.reason);
        return !excuse;
      })
      .map((permission) => `${name}: ${permission}`),
  );
  return { idle, reasonsForNothing: NOT_DRIVEN.map(({ reason }) => reason).filter((reason) => !excused.has(reason)) };
}
