import * as z from 'zod';

import { Problem } from '#shared/problems.ts';
import { ASSISTANCE_TYPES } from '#shared/reference/assistance-types.ts';
import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { ASSISTANCE_STATUSES } from '../../household/assistance-status.ts';
import { BUDGET_SOURCES } from '../../household/budget-source.ts';
import { isGiven } from '../../household/given-help.ts';
import { helpReferral } from '../../household/move-referral.ts';
import { fractions, NEED_TWICE, PERSON_TWICE, twice } from '../body-errors.ts';
import { agencySlug, baht, day, dimension, onDevice, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const references = z.array(reference).max(50);

const { shape, privacy, told } = fields({
  type: clear(z.literal('assistance')),
  ...onDevice,
  agency: clear(agencySlug.nullish()),
  coAgencies: clear(z.array(agencySlug).max(20).default([])),
  dimension: clear(dimension),
  assistanceType: clear(z.enum(ASSISTANCE_TYPES)),
  status: clear(z.enum(ASSISTANCE_STATUSES)),
  deliveredOn: clear(day.nullable().default(null)),
  plannedOn: clear(day.nullable().default(null)),
  personIds: clear(references.default([])),
  needIds: clear(references.default([])),
  cashBaht: clear(baht.default(null), 'money'),
  inKindBaht: clear(baht.default(null)),
  referralId: clear(reference.optional()),
  planItem: clear(z.int().min(1).max(100).optional()),
  menuItem: clear(reference.optional()),
  project: clear(reference.optional()),
  budgetSource: clear(z.enum(BUDGET_SOURCES).optional()),
  quantity: clear(z.number('ต้องเป็นจำนวน').positive('จำนวนต้องมากกว่า 0').max(1e9).optional()),
  unit: clear(z.string().trim().min(1).max(40).optional()),
  onBehalf: sealed(z.strictObject({ how: text }).optional(), 'words'),
  description: sealed(z.string().trim().max(2000).default(''), 'words'),
});

/** Help as a call says it: whose it is may be left to the account (`access/own-agency.ts`). */
const said = z
  .strictObject(shape)
  .refine((help) => !isGiven(help.status) || help.deliveredOn !== null, {
    path: ['deliveredOn'],
    message: 'ความช่วยเหลือที่ให้แล้วต้องมีวันที่ให้',
  })
  .meta({
    id: 'AssistanceBody',
    'x-required-when': [{ field: 'status', is: ASSISTANCE_STATUSES.filter(isGiven), needs: ['deliveredOn'] }],
  });

/** Help as it is recorded: whether an agency is known is always said. */
const body = said.safeExtend({ agency: agencySlug.nullable() }).meta({ id: 'AssistanceRecorded' });

export type HelpSaid = z.infer<typeof said>;
export type AssistanceBody = z.infer<typeof body>;

/** Help that is planned, given or taken back (domain.md §2.5). */
export const assistance = {
  type: 'assistance',
  recordedBy: [...FIELD_ROLES, 'AGENCY_FOCAL'],
  shownAs: 'Assistance',
  said,
  body,
  privacy,
  told,
  words: false,
  errors: (help, at) => [
    ...fractions(help, ['cashBaht', 'inKindBaht'], at),
    ...agenciesTwice(help, at),
    ...twice(help.personIds, (index) => `${at}/personIds/${index}`, PERSON_TWICE),
    ...twice(help.needIds, (index) => `${at}/needIds/${index}`, NEED_TWICE),
  ],
  // Planned help may be promised for a day to come.
  past: ({ deliveredOn }) => (deliveredOn === null ? undefined : { field: 'deliveredOn', day: deliveredOn }),
  needIds: ({ needIds }) => needIds,
  // Cancelled help holds no need, because it was not given; returned help does, because somebody brought it for this need.
  heldNeedIds: ({ status, needIds }) => (status === 'CANCELLED' ? [] : needIds),
  personIds: ({ personIds }) => personIds,
  // A plan that names a day of delivery delivers nothing on it.
  meant: (help) => (isGiven(help.status) ? help : { ...help, deliveredOn: null }),
  check({ referrals }, { referralId, agency }, at) {
    if (referralId === undefined) return;
    const pointer = `${at}/referralId`;
    const referral = referrals.find(({ id }) => id === referralId);
    if (!referral) {
      const errors = [{ pointer, message: 'ไม่พบการส่งต่อนี้ในครัวเรือนนี้', code: 'referral-not-found' }];
      throw new Problem('invalid-input', { errors });
    }
    if (referral.toAgency !== agency) {
      const message = 'การส่งต่อนี้ส่งถึงหน่วยงานอื่น ไม่ใช่หน่วยงานผู้ให้ความช่วยเหลือ';
      throw new Problem('invalid-input', { errors: [{ pointer, message, code: 'referral-of-other-agency' }] });
    }
  },
  apply(household, { status, agency, coAgencies, deliveredOn, referralId }) {
    if (status === 'CANCELLED') return;
    household.agencies = [...new Set([...household.agencies, ...(agency === null ? [] : [agency]), ...coAgencies])];
    if (deliveredOn === null || !isGiven(status)) return;
    household.lastHelpOn = laterDay(household.lastHelpOn, deliveredOn);
    if (referralId !== undefined) helpReferral(household, referralId, agency, deliveredOn);
  },
  fact({ description: _words, ...help }) {
    const { type, agency, coAgencies, dimension: of, assistanceType, status, deliveredOn, plannedOn } = help;
    const { personIds, needIds, cashBaht, inKindBaht } = help;
    return {
      type,
      agency,
      coAgencies,
      dimension: of,
      assistanceType,
      status,
      deliveredOn,
      plannedOn,
      personIds,
      needIds,
      cashBaht,
      inKindBaht,
    };
  },
} as const satisfies Kind<AssistanceBody> & { said: typeof said; body: typeof body };

/** An agency helps once: as the giver or with it. */
function agenciesTwice({ agency, coAgencies }: AssistanceBody, at: string) {
  return coAgencies.flatMap((coAgency, index) => {
    const pointer = `${at}/coAgencies/${index}`;
    if (coAgency === agency)
      return [{ pointer, message: 'หน่วยงานผู้ให้เป็นหน่วยงานร่วมของตนเองไม่ได้', code: 'agency-is-giver' }];
    if (coAgencies.indexOf(coAgency) < index) return [{ pointer, message: 'ระบุหน่วยงานร่วมนี้แล้ว', code: 'agency-twice' }];
    return [];
  });
}
