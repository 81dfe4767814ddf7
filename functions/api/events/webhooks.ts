/** Webhooks of the organisations that an account speaks for: made, shown and ended (casework F). */
import type * as z from 'zod';

import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { createWebhook as createContract, deleteWebhook as deleteContract } from '#shared/contracts/webhooks.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import { MOST_WEBHOOKS, type Webhook } from '#shared/domain/event/webhook.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { newSecret } from '#shared/webhook/signature.ts';
import type { KnownWebhook, WebhookStore } from '#shared/webhook/webhook-store.ts';

import { organisationsOf } from './list-events.ts';

export type WebhookDeps = {
  webhooks: WebhookStore;
  /** Whether an address is https and of the public internet now. */
  isPublicUrl: (url: string) => Promise<boolean>;
  newId: () => string;
};

type Shown = z.input<typeof createContract.reply>;

export function showWebhook({ webhook, progress }: KnownWebhook, secret: string | null = null): Shown {
  const { id, organisation, url, createdAt } = webhook;
  const shown = (at: string): string => formatBangkok(new Date(at));
  const failed = progress?.failed;
  return {
    id,
    organisation,
    url,
    createdAt: shown(createdAt),
    secret,
    takenAt: progress?.takenAt ? shown(progress.takenAt) : null,
    failed: failed ? { ...failed, at: shown(failed.at) } : null,
  };
}

export async function listWebhooks({ webhooks }: WebhookDeps, scopes: readonly Scope[]): Promise<KnownWebhook[]> {
  return (await Promise.all(organisationsOf(scopes).map((one) => webhooks.ofOrganisation(one)))).flat();
}

/** One of the account's webhooks. Throws `webhook-not-found`. */
export async function webhookInScope(deps: WebhookDeps, id: string, scopes: readonly Scope[]): Promise<KnownWebhook> {
  const known = (await listWebhooks(deps, scopes)).find(({ webhook }) => webhook.id === id);
  if (!known) throw new Problem('webhook-not-found');
  return known;
}

/** Throws `outside-scope` for an organisation that is not the account's, `address-not-public`, `too-many-webhooks`. */
export async function createWebhook(
  deps: WebhookDeps,
  { body, scopes, principal, now }: Pick<Call<typeof createContract>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<Webhook> {
  const organisation = organisationFor(body.organisation, organisationsOf(scopes));
  if ((await deps.webhooks.ofOrganisation(organisation)).length >= MOST_WEBHOOKS)
    throw new Problem('too-many-webhooks');
  if (!(await deps.isPublicUrl(body.url))) throw new Problem('address-not-public');
  const id = deps.newId();
  const webhook: Webhook = {
    id,
    organisation,
    url: body.url,
    secret: newSecret(),
    createdAt: now.toISOString(),
    createdBy: principal.sub,
  };
  await deps.webhooks.create(webhook, claimFor({ id }));
  return webhook;
}

function organisationFor(asked: string | undefined, own: readonly string[]): string {
  const [only] = own;
  if (asked === undefined) {
    if (only !== undefined && own.length === 1) return only;
    throw wrongInput('/organisation', 'บัญชีนี้มีหลายหน่วยงาน กรุณาระบุหน่วยงาน', 'required');
  }
  if (!own.includes(asked)) throw new Problem('outside-scope');
  return asked;
}

/** Nothing is sent to it any more; a delivery under way may still arrive. Throws `webhook-not-found`. */
export async function deleteWebhook(
  deps: WebhookDeps,
  { params, scopes, now }: Pick<Call<typeof deleteContract>, 'params' | 'scopes' | 'now'>,
): Promise<KnownWebhook> {
  const known = await webhookInScope(deps, params.id, scopes);
  await deps.webhooks.end(known.webhook, now);
  return known;
}
