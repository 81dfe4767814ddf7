/** Who says it decides what a blank agency means (design: files in, logbook bodies). */
import type { HelpSaid, LogbookBody, LogbookCall } from '#shared/domain/logbook/bodies.ts';
import { Problem } from '#shared/problems.ts';

type Account = { readonly agency?: string };

/**
 * The agency of help that names none: that of the account when it is bound to one, in a file as in a call, else nobody's
 * (ไม่ระบุหน่วยงาน). An account is bound to the agency of its claims whatever its role: the office of an agency within an area
 * gives its own help too.
 */
export function agencyOfBlank({ agency }: Account): string | null {
  return agency ?? null;
}

/**
 * What a call says, with the account's agency where help names none. An account without an agency must say that it knows of
 * none (null): throws `invalid-input` when it leaves the agency out.
 */
export function withOwnAgency(body: LogbookCall, account: Account): LogbookBody {
  if (body.type === 'assistance') return named(body, account, '/agency');
  if (body.type !== 'correction') return body;
  const { entry } = body;
  return { ...body, entry: entry?.type === 'assistance' ? named(entry, account, '/entry/agency') : entry };
}

function named(said: HelpSaid, account: Account, pointer: string): HelpSaid & { agency: string | null } {
  const agency = said.agency ?? agencyOfBlank(account);
  if (agency === null && said.agency === undefined)
    throw new Problem('invalid-input', {
      errors: [{ pointer, message: 'ต้องระบุหน่วยงาน หรือ null เมื่อไม่ทราบหน่วยงาน', code: 'required' }],
    });
  return { ...said, agency };
}
