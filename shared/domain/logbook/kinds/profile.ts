import * as z from 'zod';

import type { Address, Member } from '../../household/household.ts';
import { text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

/** Who asked for the correction: an office that saw the mistake, or the person whom the data is of. */
export const REQUESTED_BY = ['OFFICE', 'SUBJECT'] as const;

/** What of a member is corrected; null: it is not known. A field that is not named stays. */
export type MemberCorrection = { id: string } & {
  [Field in 'title' | 'lastName' | 'birthDate' | 'telephone' | 'disability']?: NonNullable<Member[Field]> | null;
} & { firstName?: string };
export type AddressCorrection = { [Field in keyof Address]?: NonNullable<Address[Field]> | null };

const { shape, privacy, told } = fields({
  type: clear(z.literal('profile')),
  requestedBy: clear(z.enum(REQUESTED_BY)),
  reason: sealed(text, 'words'),
  members: sealed(z.custom<MemberCorrection[]>().optional(), 'shown'),
  address: sealed(z.custom<AddressCorrection>().optional(), 'shown'),
});
const body = z.strictObject(shape);

export type ProfileBody = z.infer<typeof body>;

/**
 * Names, births, telephones, the flag of a disability or the address were wrong and are put right (casework D). Of whom the household
 * consists, its citizen IDs and its house code are not touched, so it stays known by what it was known by. The next word is the truth.
 */
export const profile = {
  type: 'profile',
  recordedBy: [],
  shownAs: 'ProfileCorrected',
  body,
  // What was said of whom, the file shows masked; the logbook names the fields alone.
  shown: z.strictObject({
    type: z.literal('profile'),
    requestedBy: z.enum(REQUESTED_BY),
    reason: z.string(),
    changed: z.array(z.string()),
  }),
  privacy,
  told,
  words: true,
  personIds: ({ members = [] }) => members.map(({ id }) => id),
  apply(household, { members = [], address }, { version }) {
    household.profileIn = version;
    if (address) household.address = corrected(household.address, address);
    const said = new Map(members.map((member) => [member.id, member]));
    household.members = household.members.map((member) => {
      const correction = said.get(member.id);
      return correction ? corrected(member, correction) : member;
    });
  },
  show: ({ type, requestedBy, reason, members = [], address = {} }) => ({
    type,
    requestedBy,
    reason,
    changed: [
      ...members.flatMap(({ id, ...said }) => Object.keys(said).map((field) => `/members/${id}/${field}`)),
      ...Object.keys(address).map((field) => `/address/${field}`),
    ],
  }),
} as const satisfies Kind<ProfileBody> & { body: typeof body; shown: z.ZodObject };

/** The part with what was said of it; what is not known any more is left out. */
function corrected<Part extends object>(part: Part, said: object): Part {
  // Of the fields that a part must have, none may be said to be unknown.
  return Object.fromEntries(Object.entries({ ...part, ...said }).filter(([, value]) => value !== null)) as Part;
}
