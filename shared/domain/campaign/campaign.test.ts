import { expect, it } from 'vitest';

import { campaignKnownAt, changedTo, newestVersion, type Campaign, type CampaignVersion } from './campaign.ts';

function version(minute: number): CampaignVersion {
  const recordedAt = new Date(Date.UTC(2026, 4, 1, 3, minute)).toISOString();
  return { recordedAt, name: `ครั้งที่ ${minute}`, lists: [], scopeArea: '42', status: 'RUNNING', milestones: [] };
}

it('A campaign keeps its last twenty versions, of which the last is in force', () => {
  let campaign: Campaign = { id: '42-1', version: 1, versions: [version(1)] };
  for (let minute = 2; minute <= 21; minute += 1) campaign = changedTo(campaign, version(minute));
  expect(campaign.version).toBe(21);
  expect(campaign.versions).toHaveLength(20);
  expect(newestVersion(campaign)).toEqual(version(21));
  expect(campaignKnownAt(campaign, version(2).recordedAt)).toEqual(version(2));
  expect(campaignKnownAt(campaign, version(1).recordedAt)).toBeUndefined();
});
