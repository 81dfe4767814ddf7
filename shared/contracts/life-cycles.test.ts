import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { REFERRAL_LIFE_CYCLE } from '../domain/case/referral.ts';
import { lifeCycles } from './life-cycles.ts';

describe('docs/life-cycles.md', () => {
  it('is as `npm run life-cycles` writes it', () => {
    expect(readFileSync(new URL('../../docs/life-cycles.md', import.meta.url), 'utf8')).toBe(lifeCycles());
  });

  it('shows each step of a life-cycle, and the ends', () => {
    const [, picture = ''] = /`ReferralStatus`\n\n```mermaid\n([^`]+)```/u.exec(lifeCycles()) ?? [];
    const steps = Object.entries(REFERRAL_LIFE_CYCLE).flatMap(([from, next]) => next.map((to) => `${from} --> ${to}`));
    expect(steps.filter((step) => !picture.includes(step))).toEqual([]);
    expect(picture).toContain('DONE --> [*]');
    expect(picture).not.toContain('SENT --> [*]');
  });
});
