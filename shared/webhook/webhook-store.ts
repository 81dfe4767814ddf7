/** Port of the store of webhooks and of how far each has come. */
import type { Webhook, WebhookProgress } from '#shared/domain/event/webhook.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

export type KnownWebhook = { readonly webhook: Webhook; readonly progress: WebhookProgress | undefined };

/** Of calls: what organisations make and end. */
export type WebhookStore = {
  /** Throws `KeyTaken`. */
  create(webhook: Webhook, claim?: Claim): Promise<void>;
  /** Nothing is sent by it any more, and its address and secret are kept no longer. */
  end(webhook: Webhook, now: Date): Promise<void>;
  /** Those of an organisation that have not ended, by their ids. */
  ofOrganisation(organisation: string): Promise<KnownWebhook[]>;
};

/** Of deliveries. */
export type WebhookDeliveries = {
  /** All that have not ended. */
  all(): Promise<KnownWebhook[]>;
  /** Puts the next progress; false when another delivery was faster. */
  putProgress(webhook: Webhook, progress: WebhookProgress, now: Date): Promise<boolean>;
};
