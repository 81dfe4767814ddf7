/** Records of the demo accounts and systems: each begins with the role in its name, and is changed by calls from then on. */
import type { AccountStore } from '#shared/account/account-store.ts';
import { tagOfEmail } from '#shared/account/email-tag.ts';
import { sealPerson } from '#shared/account/sealed-person.ts';
import { TERMS_VERSION, type Grant } from '#shared/domain/account/account.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';

import { demoPeople, demoSystems } from './accounts.ts';

/** Before everything that the sample holds. */
const FROM = '2000-01-01';

/** Makes a record for each demo account and system that has none. */
export async function makeDemoRecords(
  {
    accounts,
    index,
    sealer,
  }: {
    accounts: Pick<AccountStore, 'findAccount' | 'createAccount'>;
    index: Pick<BlindIndex, 'fingerprint'>;
    sealer: Pick<Sealer, 'seal'>;
  },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await Promise.all([
    ...demoSystems.map(async ({ clientId: sub, agency, title }) => {
      if (await accounts.findAccount(sub)) return;
      await accounts.createAccount({
        sub,
        version: 1,
        kind: 'CLIENT',
        status: 'ACTIVE',
        grants: [{ role: 'AGENCY_FOCAL', agency, from: FROM }],
        client: { organisation: agency, name: title },
        createdAt: at,
        changedBy: sub,
        changedAt: at,
        mustAccept: false,
        ended: [],
      });
    }),
    ...demoPeople.map(async ({ sub, username, title, ...granted }) => {
      if (await accounts.findAccount(sub)) return;
      const email = `${username}@example.go.th`;
      await accounts.createAccount(
        {
          sub,
          version: 1,
          kind: 'PERSON',
          status: 'ACTIVE',
          grants: [grantOf(granted)],
          person: await sealPerson(sub, { displayName: title, email }, sealer),
          createdAt: at,
          changedBy: sub,
          changedAt: at,
          terms: { version: TERMS_VERSION, at },
          mustAccept: false,
          ended: [],
        },
        tagOfEmail(index, email),
      );
    }),
  ]);
}

/** The officer of a municipality works in the district until the municipality has an order of its own. */
function grantOf({ role, area, agency }: Pick<(typeof demoPeople)[number], 'role' | 'area' | 'agency'>): Grant {
  const place =
    area === undefined ? {} : role === 'MUNICIPAL_OFFICER' ? { unit: `${area}.1`, untilOrder: area } : { unit: area };
  return { role, ...place, ...(agency === undefined ? {} : { agency }), from: FROM };
}
