import { describe, expect, it } from 'vitest';

import { CODE_LISTS } from '#shared/contracts/code-labels.ts';

import { describeDocument, type OpenapiDocument, type Schema } from './describe-document.ts';
import { describedDocument } from './openapi-document.ts';
import { WRITTEN_TEXTS } from './property-texts.ts';

const { document, faults, unused } = describedDocument();

/** Every schema of the document with the path to it. */
function schemasOf(value: unknown, path: string): [string, Schema][] {
  if (value === null || typeof value !== 'object') return [];
  return [[path, value as Schema], ...Object.entries(value).flatMap(([key, one]) => schemasOf(one, `${path}/${key}`))];
}
const all = schemasOf(document, '');

const THAI_THEN_ENGLISH = /^.*[ก-๛][^\n]*\n[A-Z0-9][ -~–—“”ก-๛]+/u;

function documentWith(schemas: Record<string, Schema>): OpenapiDocument {
  return { paths: {}, components: { schemas } };
}

describe('the texts of the document', () => {
  it('lack nothing; each line says what to add, and where', () => {
    expect(faults).toEqual([]);
  });

  it('hold nothing that the document does not use (functions/api/openapi/texts)', () => {
    expect(unused).toEqual([]);
  });

  it('are each in one file', () => {
    const keys = WRITTEN_TEXTS.flatMap((texts) => Object.keys(texts));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('say every property and parameter in Thai and English', () => {
    const properties = all.flatMap(([path, { properties: within }]) =>
      within !== null && typeof within === 'object' && !path.endsWith('/properties')
        ? Object.entries(within).map(([name, property]) => [`${path}/${name}`, property as Schema] as const)
        : [],
    );
    const parameters = all.filter(([path]) => /\/parameters\/\d+$/.test(path));
    expect(properties.length).toBeGreaterThan(500);
    expect(parameters.length).toBeGreaterThan(40);
    const silent = [...properties, ...parameters].filter(
      ([, { description }]) => !THAI_THEN_ENGLISH.test(String(description)),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('say in one line what every call does, in Thai and English', () => {
    const summaries = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ summary }) => summary),
    );
    expect(summaries.length).toBeGreaterThan(80);
    for (const summary of summaries) expect(summary).toMatch(/^[^\n`]*[ก-๛][^\n`]* — [A-Z][ -_a-~—’]+$/u);
  });

  it('say every code of every enum', () => {
    const enums = all.filter(([, schema]) => Array.isArray(schema['enum']));
    expect(enums.length).toBeGreaterThan(25);
    for (const [path, { enum: codes, description, 'x-enum-descriptions': words }] of enums) {
      for (const code of codes as string[]) expect(String(description), path).toContain(`- ${code}: `);
      expect(words, path).toHaveLength((codes as string[]).length);
    }
  });

  it('say the steps of a life-cycle from its own data', () => {
    const state = document.components.schemas['TargetState'];
    expect(state?.['x-transitions']).toEqual(CODE_LISTS['TargetState']?.cycle);
    expect(state?.['description']).toContain('- GRADUATED → RELAPSED, ');
  });
});

describe('a catalogue', () => {
  it('names what it lacks by the keys to add', () => {
    const { faults: lacking } = describeDocument(
      documentWith({
        Basket: {
          type: 'object',
          properties: {
            fruit: { type: 'string', enum: ['APPLE', 'PEAR'] },
            weightless: {
              type: 'object',
              properties: { seed: { type: 'string', description: 'said in the contract' } },
            },
          },
        },
      }),
    );
    expect(lacking).toEqual([
      "functions/api/openapi/texts: 'Basket.fruit' (or 'fruit')",
      'shared/contracts/code-labels.ts: no list, or more than one, has the codes of Basket.fruit: APPLE,PEAR',
      "functions/api/openapi/texts: 'Basket.weightless' (or 'weightless')",
      'Basket.weightless.seed has a description in its contract: say it in functions/api/openapi/texts instead',
      "functions/api/openapi/texts: 'Basket.weightless.seed' (or 'seed')",
    ]);
  });

  it('names the calls of which it does not say what they do', () => {
    const made: OpenapiDocument = {
      paths: { '/v1/fruit': { get: { operationId: 'listFruit', summary: 'ผลไม้', responses: {} } } },
      components: { schemas: {} },
    };
    expect(describeDocument(made).faults).toEqual(["functions/api/openapi/texts/calls.ts: 'listFruit'"]);
  });

  it('takes the closest text, and tells a whole list of codes from a part of one', () => {
    const made = documentWith({
      Household: { type: 'object', properties: { id: { type: 'string' }, status: { enum: ['DELIVERED', 'PLANNED'] } } },
      Other: { type: 'object', properties: { id: { type: 'string' }, card: { enum: ['YES', 'NO', 'UNKNOWN'] } } },
    });
    describeDocument(made);
    const { Household, Other, WelfareCard } = made.components.schemas as Record<
      string,
      { properties: Record<string, Schema>; enum?: string[] }
    >;
    expect(Household?.properties['id']?.['description']).toContain('Id of the household');
    expect(Other?.properties['id']?.['description']).not.toContain('household');
    expect(Household?.properties['status']?.['enum']).toEqual(['DELIVERED', 'PLANNED']);
    expect(Other?.properties['card']?.['$ref']).toBe('#/components/schemas/WelfareCard');
    expect(WelfareCard?.enum).toEqual(['YES', 'NO', 'UNKNOWN']);
  });
});
