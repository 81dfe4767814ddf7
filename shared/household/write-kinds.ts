/**
 * `npm run kinds`: writes the list of kinds from the files in `kinds/`, and the list of who records which, which needs no
 * schema. A test says that both are as they would be written.
 */
import { readdirSync, writeFileSync } from 'node:fs';

import type { Kind } from '#shared/domain/logbook/kind.ts';

const KINDS = new URL('../domain/logbook/kinds/', import.meta.url);
const LIST = 'all.ts';
const RECORDERS = 'recorders.ts';

type Found = { file: string; name: string; kind: Kind<unknown> & { said?: unknown } };

async function findKinds(): Promise<Found[]> {
  const files = readdirSync(KINDS).filter((file) => !file.endsWith('.test.ts') && ![LIST, RECORDERS].includes(file));
  const found: Found[] = [];
  for (const file of files.toSorted()) {
    const name = file.replace(/\.ts$/u, '').replaceAll(/-./gu, (dash) => dash.slice(1).toUpperCase());
    const exported: Record<string, Found['kind']> = await import(new URL(file, KINDS).href);
    const kind = exported[name];
    if (kind?.type !== file.replace(/\.ts$/u, '')) throw new Error(`kinds/${file} exports its kind as ${name}`);
    found.push({ file, name, kind });
  }
  return found;
}

const WRITTEN = '// Written by `npm run kinds` from the files of this folder.\n';

/** The contents of the written files, by name. */
export async function writtenKinds(): Promise<Record<string, string>> {
  const found = await findKinds();
  const recorded = found.filter(({ kind }) => kind.recordedBy.length > 0);
  const own = found.filter(({ kind }) => kind.recordedBy.length === 0);
  const list = (all: readonly string[]): string => `[\n${all.map((one) => `  ${one},\n`).join('')}] as const`;
  const names = (all: readonly Found[]): string[] => all.map(({ name }) => name);
  return {
    [LIST]: [
      WRITTEN,
      ...found.map(({ file, name }) => `import { ${name} } from './${file}';\n`),
      `\n/** Kinds that calls record. */\nexport const RECORDED_KINDS = ${list(names(recorded))};\n`,
      `\n/** Kinds that only files and the platform record. */\nexport const OWN_KINDS = ${list(names(own))};\n`,
      `\n/** Bodies of recorded kinds, as they are recorded. */\nexport const RECORDED_BODIES = ${list(names(recorded).map((name) => `${name}.body`))};\n`,
      `\n/** Bodies of recorded kinds, as calls say them. */\nexport const SAID_BODIES = ${list(
        recorded.map(({ name, kind }) => `${name}.${kind.said === undefined ? 'body' : 'said'}`),
      )};\n`,
    ].join(''),
    [RECORDERS]: [
      WRITTEN,
      `import type { Role } from '../../access/access.ts';\n`,
      `\n/** Roles whose accounts record a kind of entry (domain.md §2.1). */\nexport const RECORDERS = {\n`,
      ...recorded.map(({ kind }) => `  '${kind.type}': ${listOfTexts(kind.recordedBy)},\n`),
      `} as const satisfies Readonly<Record<string, readonly Role[]>>;\n`,
    ].join(''),
  };
}

function listOfTexts(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}

if (import.meta.main)
  for (const [file, content] of Object.entries(await writtenKinds())) writeFileSync(new URL(file, KINDS), content);
