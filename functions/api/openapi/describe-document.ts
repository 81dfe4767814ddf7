/** Puts the texts of the catalogues (property-texts.ts, code-labels.ts) at every schema, property, parameter and code of the API's document. */
import { CODE_LISTS } from '#shared/contracts/code-labels.ts';
import type { CodeList } from '#shared/contracts/codes/code-list.ts';

import { PROPERTY_TEXTS } from './property-texts.ts';
import { CALL_TEXTS } from './texts/calls.ts';
import type { Text } from './texts/text.ts';

export type Schema = { [keyword: string]: unknown };
type Parameter = { in: string; name: string; description?: string; schema: Schema; example?: unknown };
type Message = {
  $ref?: string;
  content?: Record<string, { schema: Schema; example?: unknown }>;
  'x-problem-codes'?: string[];
};
export type Operation = {
  operationId: string;
  summary?: string;
  parameters?: Parameter[];
  requestBody?: Message;
  responses: Record<string, Message>;
};
export type OpenapiDocument = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses?: Record<string, Message> };
};

/** Where a schema is: the named schema or the operation that holds it, and the properties on the way to it. */
type Place = { holder: string; path: readonly string[] };

/** What the catalogues lack or have for nothing; each line says the key and the file. */
export type CatalogueFaults = { faults: string[]; unused: string[] };

const CONTAINERS = ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems'] as const;

/** Describes the document in place; enums that are a whole list of codes become a schema of that list's name. */
export function describeDocument(document: OpenapiDocument): CatalogueFaults {
  const used = new Set<string>();
  const calls = new Set<string>();
  const faults: string[] = [];
  const { schemas } = document.components;

  function textOf(place: Place, name: string): Text | undefined {
    const path = [...place.path, name];
    const keys = [
      ...holders(place.holder).flatMap((holder) => [`${holder}.${path.join('.')}`, `${holder}.${name}`]),
      ...(place.path.length > 0 ? [`${place.path.at(-1)}.${name}`] : []),
    ];
    const key = keys.find((candidate) => candidate in PROPERTY_TEXTS);
    if (key !== undefined) return taken(key);
    return undefined;
  }

  function taken(key: string): Text | undefined {
    if (!(key in PROPERTY_TEXTS)) return undefined;
    used.add(key);
    return PROPERTY_TEXTS[key];
  }

  function describeNamed(place: Place, name: string, schema: Schema): void {
    const at = [place.holder, ...place.path, name].join('.');
    if (schema['description'] !== undefined) faults.push(misplaced(at));
    const text = textOf(place, name) ?? constText(name, schema) ?? listText(schema) ?? taken(name);
    if (text === undefined) faults.push(`functions/api/openapi/texts: '${at}' (or '${name}')`);
    else schema['description'] = both(text);
  }

  /** A property that holds codes of a list, alone, in a list or with null, means what the list means. */
  function listText(schema: Schema): Text | undefined {
    const inner = [schema, ...((schema['anyOf'] ?? []) as Schema[]), schema['items'] as Schema | undefined].find(
      (one) => one !== undefined && (one['enum'] !== undefined || referenceOf(one) in CODE_LISTS),
    );
    if (inner === undefined) return undefined;
    const list = CODE_LISTS[referenceOf(inner)] ?? listOf(inner)?.list;
    return list && [list.nameTh, list.nameEn];
  }

  function enumOf(schema: Schema, place: Place): void {
    const at = [place.holder, ...place.path].join('.');
    const found = listOf(schema, place.path.length === 0 ? place.holder : undefined);
    if (found === undefined) {
      faults.push(
        `shared/contracts/code-labels.ts: no list, or more than one, has the codes of ${at}: ${String(schema['enum'])}`,
      );
      return;
    }
    const { name, list, whole } = found;
    delete schema['x-codes'];
    if (!whole || schemas[place.holder] === schema) {
      Object.assign(schema, codesText(schema['enum'] as string[], list));
      return;
    }
    schemas[name] ??= { type: 'string', enum: schema['enum'], ...codesText(schema['enum'] as string[], list) };
    delete schema['enum'];
    delete schema['type'];
    schema['$ref'] = `#/components/schemas/${name}`;
  }

  function walk(schema: Schema, place: Place): void {
    for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
      describeNamed(place, name, property);
      walk(property, { ...place, path: [...place.path, name] });
    }
    for (const container of CONTAINERS) {
      const within = schema[container];
      for (const inner of Array.isArray(within) ? within : [within])
        if (inner !== null && typeof inner === 'object') walk(inner as Schema, place);
    }
    if (Array.isArray(schema['enum'])) enumOf(schema, place);
  }

  /** One line, because tools make a heading of it; the contract says the Thai. */
  function describeCall(operation: Operation): void {
    const { operationId, summary = '' } = operation;
    const english = CALL_TEXTS[operationId];
    if (english === undefined) faults.push(`functions/api/openapi/texts/calls.ts: '${operationId}'`);
    else operation.summary = `${summary} — ${english}`;
    calls.add(operationId);
  }

  for (const [name, schema] of Object.entries(schemas)) {
    const text = taken(name);
    if (schema['description'] !== undefined) faults.push(misplaced(name));
    if (text) schema['description'] = both(text);
    walk(schema, { holder: name, path: [] });
  }
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    describeCall(operation);
    const place = { holder: operation.operationId, path: [] };
    for (const parameter of operation.parameters ?? []) {
      const { schema } = parameter;
      describeNamed(place, parameter.name, schema);
      parameter.description = String(schema['description']);
      delete schema['description'];
      walk(schema, { ...place, path: [parameter.name] });
    }
    for (const message of [operation.requestBody, ...Object.values(operation.responses)])
      for (const { schema } of Object.values(message?.content ?? {})) walk(schema, place);
  }
  for (const schema of Object.values(schemas)) sayRequiredWhen(schema);
  document.components.schemas = Object.fromEntries(
    Object.entries(schemas).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  const unused = [
    ...Object.keys(PROPERTY_TEXTS).filter((key) => !used.has(key)),
    ...Object.keys(CALL_TEXTS).filter((key) => !calls.has(key)),
  ];
  return { faults, unused };
}

/**
 * An entry means what its body means: `NeedEntry` and `Visit` are read as `NeedBody` and `VisitBody`, and so is what a correction says in the
 * place of one (`CorrectedNeed`), and what is given back of a body.
 */
function holders(holder: string): string[] {
  return [holder, holder.replace(/Output$/, ''), `${holder.replace(/^Corrected|Entry$/g, '')}Body`];
}

type RequiredWhen = { field: string; is: string[]; needs: string[] };

/** What one field asks of others (`x-required-when` of a contract), as JSON Schema says it. */
function sayRequiredWhen(schema: Schema): void {
  const rules = (schema['x-required-when'] ?? []) as RequiredWhen[];
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const about = (name: string) => ({ description: properties[name]?.['description'] });
  if (rules.length === 0) return;
  const said = rules.map(({ field, is, needs }) => ({
    if: { properties: { [field]: { ...about(field), pattern: `^(?:${is.join('|')})$` } }, required: [field] },
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
    then: {
      properties: Object.fromEntries(needs.map((name) => [name, { ...about(name), not: { type: 'null' } }])),
      required: needs,
    },
  }));
  // Generators of clients read `allOf` as a type of its own.
  if (said.length === 1) Object.assign(schema, said[0]);
  else schema['allOf'] = said;
}

function misplaced(at: string): string {
  return `${at} has a description in its contract: say it in functions/api/openapi/texts instead`;
}

function both([th, en]: Text): string {
  return `${th}\n${en}`;
}

function referenceOf(schema: Schema): string {
  return (typeof schema['$ref'] === 'string' ? schema['$ref'] : '').split('/').at(-1) ?? '';
}

/** `const` of a discriminator: the words of that code. */
function constText(name: string, schema: Schema): Text | undefined {
  const code = name === 'type' && typeof schema['const'] === 'string' ? schema['const'] : undefined;
  const names = code === undefined ? undefined : CODE_LISTS['EntryType']?.codes[code];
  return names && [names.nameTh, names.nameEn];
}

type Found = { name: string; list: CodeList; whole: boolean };

/**
 * The list of codes that an enum is of: the one it names (`x-codes`, or the name of its schema), else the one with exactly its codes, else
 * the only one that has them all. Undefined when there is none, or several.
 */
function listOf(schema: Schema, called?: string): Found | undefined {
  const values = schema['enum'] as string[];
  const saying = [schema['x-codes'], called].find((name) => typeof name === 'string' && name in CODE_LISTS);
  const fitting = Object.entries(CODE_LISTS)
    .filter(([name]) => saying === undefined || name === saying)
    .filter(([, { codes }]) => values.every((value) => value in codes))
    .map(([name, list]) => ({ name, list, whole: Object.keys(list.codes).length === values.length }));
  const whole = fitting.filter((found) => found.whole);
  const best = whole.length > 0 ? whole : fitting;
  return best.length === 1 ? best[0] : undefined;
}

/** Description of an enum: the name of its list, each code with its words, and the steps between them when they are states. */
function codesText(values: readonly string[], list: CodeList): Schema {
  const words = values.map((value) => {
    const { nameTh, nameEn } = list.codes[value] ?? { nameTh: '', nameEn: '' };
    return [value, `${nameTh} — ${nameEn}`] as const;
  });
  const steps = list.cycle && Object.entries(list.cycle).filter(([from]) => values.includes(from));
  const said = steps?.map(([from, to]) => `- ${from} → ${to.length === 0 ? '(จบ, the end)' : to.join(', ')}`);
  return {
    description: [
      `${list.nameTh}\n${list.nameEn}`,
      words.map(([value, text]) => `- ${value}: ${text}`).join('\n'),
      ...(said ? [`ขั้นตอนที่ทำได้ (steps that are allowed):\n${said.join('\n')}`] : []),
    ].join('\n\n'),
    'x-enum-descriptions': words.map(([, text]) => text),
    ...(steps ? { 'x-transitions': Object.fromEntries(steps) } : {}),
  };
}
