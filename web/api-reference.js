// @ts-check
/** Renders the API's own OpenAPI document: calls by resource, each with its parameters, fields and answers. */
import { byId, element, say } from './dom.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const PLACES = new Map([
  ['path', 'ในเส้นทาง'],
  ['query', 'ในคำถาม'],
  ['header', 'ส่วนหัว'],
]);
/** Deeper fields open on demand; a schema within itself would never end. */
const DEEPEST = 8;

/** @type {Record<string, any>} */
let schemas = {};
/** @type {Record<string, any>} */
let responses = {};

/** Reads the document and shows it; filters as one types. */
async function showApiReference() {
  const reply = await fetch('/v1/openapi.json').catch(() => undefined);
  const api = reply?.ok === true ? await reply.json().catch(() => undefined) : undefined;
  if (api === undefined) {
    say('api-status', 'อ่านคู่มือไม่ได้ กรุณาตรวจการเชื่อมต่อแล้วโหลดหน้านี้ใหม่', true);
    return;
  }
  schemas = api.components?.schemas ?? {};
  responses = api.components?.responses ?? {};
  /** @type {Map<string, HTMLDetailsElement[]>} */
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const tag = operation.tags?.[0] ?? 'openapi';
      groups.set(tag, [...(groups.get(tag) ?? []), call(path, method, operation)]);
    }
  const titles = new Map((api.tags ?? []).map((/** @type {any} */ tag) => [tag.name, tag['x-displayName']]));
  const sections = [...groups].map(([tag, calls]) =>
    element(
      'section',
      {},
      element('h3', {}, titles.get(tag) ?? tag, ' ', element('code', { lang: 'en' }, tag)),
      ...calls,
    ),
  );
  byId('api-result', HTMLElement).replaceChildren(...sections);
  const filter = byId('api-filter', HTMLInputElement);
  const apply = () => filterCalls(sections, filter.value);
  filter.addEventListener('input', apply);
  apply();
}

/** @param {readonly HTMLElement[]} sections @param {string} text */
function filterCalls(sections, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const section of sections) {
    const heading = section.querySelector('h3')?.textContent ?? '';
    let any = false;
    for (const details of section.querySelectorAll('details.call')) {
      const said = `${heading} ${details.querySelector('summary')?.textContent ?? ''}`.toLowerCase();
      const fits = words.every((word) => said.includes(word));
      if (details instanceof HTMLElement) details.hidden = !fits;
      any ||= fits;
      if (fits) shown++;
    }
    section.hidden = !any;
  }
  say('api-status', shown === 0 ? 'ไม่พบคำขอที่ตรงกับคำค้น' : `${shown} คำขอ กดที่คำขอเพื่อดูรายละเอียด`);
}

/** @param {string} path @param {string} method @param {any} operation */
function call(path, method, operation) {
  const details = element(
    'details',
    { class: 'call' },
    element(
      'summary',
      {},
      element('span', { class: method === 'get' ? 'method' : 'method writes' }, method.toUpperCase()),
      ' ',
      element('code', {}, path),
      ' ',
      ...bothLanguages(operation.summary ?? ''),
    ),
  );
  // Made when it is opened: nobody opens them all.
  details.addEventListener('toggle', () => details.append(callBody(operation)), { once: true });
  return details;
}

/** @param {any} operation */
function callBody(operation) {
  const body = element('div');
  if (operation.description) body.append(element('p', { class: 'lines' }, ...withCodes(operation.description)));
  const parameters = operation.parameters ?? [];
  if (parameters.length > 0) {
    body.append(element('h4', {}, 'พารามิเตอร์'));
    body.append(
      element(
        'ul',
        { class: 'fields' },
        ...parameters.map((/** @type {any} */ { name, in: place, required, schema, description }) =>
          field(name, { ...resolved(schema ?? {}), description }, required === true, 0, PLACES.get(place) ?? place),
        ),
      ),
    );
  }
  const request = jsonSchema(operation.requestBody);
  if (request !== undefined) body.append(element('h4', {}, 'เนื้อหาที่ส่ง'), fieldsOf(request, 0));
  for (const [status, given] of Object.entries(operation.responses ?? {})) {
    const response = responses[given.$ref?.split('/').at(-1)] ?? given;
    const reply = jsonSchema(response);
    const refused = Number(status) >= 400;
    body.append(element('h4', {}, refused ? `เมื่อไม่สำเร็จ ${status}` : `คำตอบ ${status}`));
    // All refusals have the same fields: what matters is why.
    if (refused || reply === undefined)
      body.append(element('p', { class: 'lines' }, ...withCodes(response.description ?? '')));
    else body.append(fieldsOf(reply, 0));
  }
  const problem = element('details', {}, element('summary', {}, 'ฟิลด์ของคำตอบเมื่อไม่สำเร็จ'));
  problem.addEventListener('toggle', () => problem.append(fieldsOf(schemas['Problem'], 0)), { once: true });
  body.append(problem);
  return body;
}

/** What a call does, in Thai and behind a dash in English. @param {string} summary @returns {(string | HTMLElement)[]} */
function bothLanguages(summary) {
  const [thai = '', ...english] = summary.split(' — ');
  return [thai, ...(english.length > 0 ? [' — ', element('span', { lang: 'en' }, english.join(' — '))] : [])];
}

/** A text of the document, in which Markdown puts backticks around codes. @param {string} text @returns {(string | HTMLElement)[]} */
function withCodes(text) {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? element('code', { lang: 'en' }, part) : part));
}

/** @param {any} message */
function jsonSchema(message) {
  const content = message?.content ?? {};
  return (content['application/json'] ?? content['application/problem+json'])?.schema;
}

/** @param {any} schema @returns {any} */
function resolved(schema) {
  if (typeof schema?.$ref !== 'string') return schema ?? {};
  const { $ref, ...own } = schema;
  return { ...schemas[$ref.split('/').at(-1) ?? ''], ...own };
}

/** The fields of an object, of the items of a list, or of the choices of a union. @param {any} given @param {number} depth @returns {HTMLElement} */
function fieldsOf(given, depth) {
  const schema = resolved(given);
  if (schema.type === 'array' && schema.items) return fieldsOf(schema.items, depth);
  const choices = choicesOf(schema);
  if (choices.length > 1)
    return element('ul', { class: 'fields' }, ...choices.map((choice) => choiceOf(choice, depth)));
  if (choices.length === 1) return fieldsOf(choices[0], depth);
  const needed = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return element('p', { class: 'type' }, typeText(schema));
  return element(
    'ul',
    { class: 'fields' },
    ...properties.map(([name, property]) => field(name, resolved(property), needed.has(name), depth)),
  );
}

/** @param {any} schema @returns {any[]} without null */
function choicesOf(schema) {
  const all = schema.anyOf ?? schema.oneOf ?? [];
  return all.map(resolved).filter((/** @type {any} */ choice) => choice.type !== 'null');
}

/** @param {any} choice @param {number} depth */
function choiceOf(choice, depth) {
  const name = Object.entries(choice.properties ?? {}).find(([, property]) => resolved(property).const !== undefined);
  const title = name === undefined ? typeText(choice) : `${name[0]} = ${JSON.stringify(resolved(name[1]).const)}`;
  return element('li', {}, 'แบบ ', element('code', {}, title), deeper(choice, depth));
}

/** @param {string} name @param {any} schema @param {boolean} needed @param {number} depth @param {string} [place] */
function field(name, schema, needed, depth, place) {
  return element(
    'li',
    {},
    element('code', {}, name),
    ' ',
    element('span', { class: 'type' }, [typeText(schema), place].filter(Boolean).join(' · ')),
    ' ',
    needed ? element('span', { class: 'needed' }, 'จำเป็น') : undefined,
    schema.description ? element('span', { class: 'lines' }, ' ', ...withCodes(schema.description)) : undefined,
    deeper(schema, depth),
  );
}

/** The fields inside a field, to be opened; undefined when it has none. @param {any} schema @param {number} depth @returns {Node | undefined} */
function deeper(schema, depth) {
  if (depth >= DEEPEST || !hasFields(schema)) return undefined;
  const details = element('details', {}, element('summary', {}, 'ฟิลด์ภายใน'));
  details.addEventListener('toggle', () => details.append(fieldsOf(schema, depth + 1)), { once: true });
  return details;
}

/** @param {any} given @returns {boolean} */
function hasFields(given) {
  const schema = resolved(given);
  if (schema.type === 'array') return hasFields(schema.items);
  return schema.properties !== undefined || choicesOf(schema).some(hasFields);
}

/** @param {any} given @returns {string} */
function typeText(given) {
  const schema = resolved(given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum)
    return schema.enum.length > 12 ? `${schema.enum.slice(0, 12).join(' | ')} | …` : schema.enum.join(' | ');
  if (schema.type === 'array') return `รายการของ ${typeText(schema.items)}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeText))].join(' หรือ ');
  const type = Array.isArray(schema.type) ? schema.type.join(' หรือ ') : (schema.type ?? 'ใด ๆ');
  return schema.format ? `${type} (${schema.format})` : type;
}

await showApiReference();
