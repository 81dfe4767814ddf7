import { beforeEach, describe, expect, it } from 'vitest';

import { closeSysadmin, inviteSysadmin } from './first-account.ts';
import { createMemoryAccountStore } from './memory-account-store.ts';
import { createMemorySignIns } from './memory-sign-ins.ts';

const now = new Date('2026-05-20T18:00:00.000Z');
let deps: { accounts: ReturnType<typeof createMemoryAccountStore>; signIns: ReturnType<typeof createMemorySignIns> };
beforeEach(() => {
  deps = { accounts: createMemoryAccountStore(), signIns: createMemorySignIns() };
});

describe('the first account', () => {
  it('is a SYSADMIN who is invited, from today in Bangkok', async () => {
    const { sub } = await inviteSysadmin(deps, ' Somchai@Example.go.th', now);
    expect(deps.signIns.sent).toEqual(['somchai@example.go.th']);
    expect(await deps.accounts.findAccount(sub)).toMatchObject({
      version: 1,
      status: 'INVITED',
      mustAccept: true,
      grants: [{ role: 'SYSADMIN', from: '2026-05-21' }],
      invitedUntil: '2026-05-23T18:00:00.000Z',
    });
  });

  it('goes on where it stopped, and is made once', async () => {
    const { sub } = await deps.signIns.invite('a@example.go.th');
    expect((await inviteSysadmin(deps, 'a@example.go.th', now)).sub).toBe(sub);
    await expect(inviteSysadmin(deps, 'a@example.go.th', now)).rejects.toThrow('account-exists');
  });

  it('is closed as often as asked, and no account of another role is', async () => {
    const sysadmin = await inviteSysadmin(deps, 'a@example.go.th', now);
    for (const _time of [1, 2]) expect((await closeSysadmin(deps, sysadmin.sub, now)).status).toBe('CLOSED');
    expect([...deps.signIns.disabled]).toEqual([sysadmin.sub]);
    await deps.accounts.createAccount({
      ...sysadmin,
      sub: 'b',
      grants: [{ role: 'MENTOR', unit: '42', from: '2026-01-01' }],
    });
    await expect(closeSysadmin(deps, 'b', now)).rejects.toThrow('grant-not-yours');
    await expect(closeSysadmin(deps, 'nobody', now)).rejects.toThrow('account-without-record');
  });
});
