import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { PERMISSIONS, ROLES } from '../domain/access/access.ts';
import { accessMatrix } from './access-matrix.ts';
import { ROUTES } from './routes.ts';

describe('docs/access-matrix.md', () => {
  it('is as `npm run access` writes it', () => {
    expect(readFileSync(new URL('../../docs/access-matrix.md', import.meta.url), 'utf8')).toBe(accessMatrix());
  });

  it('names every role, permission and call', () => {
    const page = accessMatrix();
    const named = [...ROLES, ...PERMISSIONS.map((one) => `\`${one}\``), ...ROUTES.map(({ path }) => path)];
    expect(named.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('says of each role where it holds what', () => {
    const line = (permission: string) =>
      accessMatrix()
        .split('\n')
        .find((text) => text.startsWith(`| \`${permission}\``))
        ?.split(' | ')
        .slice(2)
        .join(' ');
    expect(line('access-log:read')).toBe('– A – A A – – – – – N – |');
    expect(line('logbook:visit')).toBe('– A – P P A M – – – – – |');
    expect(line('households:read')).toBe('– A A A A A M O – – – – |');
  });
});
