import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { LOG_MESSAGES } from './log-messages.ts';

const sources = globSync('**/*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts') && file !== 'log-messages.ts')
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }));
const codes = Object.values(LOG_MESSAGES).map(({ messageCode }) => messageCode);

describe('log messages', () => {
  it('have a code each', () => {
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[A-Z]+-\d{3}$/);
  });

  it('are the only ones that functions write', () => {
    const calls = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/logger\s*\.\s*(?:trace|debug|info|warn|error|critical)\(\s*([^\s,)]*)/g)].map(
        ([, first = '']) => ({ file, first }),
      ),
    );
    expect(calls.length).toBeGreaterThan(6);
    for (const { file, first } of calls)
      expect(first, file).toMatch(file === 'machine-step.ts' ? /^messages\.\w+$/ : /^LOG_MESSAGES\.\w+(?:\.message)?$/);
    for (const { file, text } of sources) expect(text, file).not.toMatch(/messageCode:\s*['"`]|console\.\w+\(/);
  });

  it('are all written somewhere', () => {
    const text = sources.map((source) => source.text).join('\n');
    for (const name of Object.keys(LOG_MESSAGES)) expect(text).toContain(`LOG_MESSAGES.${name}`);
  });

  it('stand in the runbook with what to do, and no other', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../docs/runbook.md'), 'utf8');
    const explained = [...runbook.matchAll(/^\| `([A-Z]+-\d{3})` \|/gm)].map(([, code]) => code);
    expect(new Set(explained)).toEqual(new Set(codes));
    expect(explained).toHaveLength(codes.length);
  });
});
