import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { writtenKinds } from './write-kinds.ts';

const KINDS = new URL('../domain/logbook/kinds/', import.meta.url);

it('the list of kinds is the written one: `npm run kinds` renews it', async () => {
  for (const [file, content] of Object.entries(await writtenKinds()))
    expect([file, readFileSync(new URL(file, KINDS), 'utf8')]).toEqual([file, content]);
});
