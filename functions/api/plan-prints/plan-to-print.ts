import { headName } from '#functions/api/households/show-household.ts';
import type { AccountReader } from '#shared/account/account-store.ts';
import { openPerson } from '#shared/account/sealed-person.ts';
import type { Plan } from '#shared/domain/case/plan.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

import type { PrintedPlan } from './plan-form.ts';

export type PrintDeps = {
  accounts: AccountReader;
  sealer: Pick<Sealer, 'open'>;
  directory: Pick<OrganisationDirectory, 'find'>;
};

/** A plan with the names that its form shows. The name of a mentor is there when the account was invited with one. */
export async function planToPrint(
  { accounts, sealer, directory }: PrintDeps,
  household: Household,
  plan: Plan,
): Promise<PrintedPlan> {
  const [account, organisations] = await Promise.all([
    household.mentor === null ? undefined : accounts.findAccount(household.mentor),
    directory.find(plan.items.flatMap(({ supportAgency }) => supportAgency ?? [])),
  ]);
  const person = account && (await openPerson(account, sealer));
  const { addressNo, moo, village } = household.address;
  return {
    plan,
    headName: headName(household),
    mentorName: person?.displayName ?? null,
    address: [
      addressNo === undefined ? '' : `บ้านเลขที่ ${addressNo}`,
      moo === undefined ? '' : `หมู่ ${moo}`,
      village ?? '',
      areaLabel(household.areaCode),
    ]
      .filter((part) => part !== '')
      .join(' '),
    agencies: new Map([...organisations].map(([slug, { shortTh, nameTh }]) => [slug, shortTh ?? nameTh])),
  };
}
