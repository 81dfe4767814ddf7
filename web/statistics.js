// @ts-check
import { ask, CallFailed } from './api.js';
import { byId, element, fillSelect, say } from './dom.js';
import { figure, lastMonths, NOTHING, thaiMoment, thaiMonth } from './format.js';
import { LOOKS, SILENT } from './report-a-columns.js';

/**
 * @typedef {import('./report-a-columns.js').Column} Column
 * @typedef {{ roles: string[], permissions: string[], scope: { area: string | null, areaName: string | null, agencyName: string | null } }} Me
 */

/** @type {Map<string, string>} */
const agencyNames = new Map();
/** What goes before the name of an area, by its kind. */
const BEFORE_NAME = new Map([
  ['province', 'จ.'],
  ['amphoe', 'อ.'],
  ['khet', 'เขต'],
]);
const BANGKOK = '10';

/** Areas that were offered, by code, as readers write them: อ.เมืองเลย จ.เลย. @type {Map<string, string>} */
const areaLabels = new Map();
/** @type {any} */
let report;
/** Counts the questions: an answer that another question overtook is dropped. */
let asked = 0;
/** @type {(failure: CallFailed) => void} */
let onFailure = () => {};

/**
 * Shows the figures of the account's area, and keeps them in step with the choices.
 * @param {Me} me
 * @param {(failure: CallFailed) => void} failed is told of every failure
 */
export async function showStatistics(me, failed) {
  onFailure = failed;
  if (!me.permissions.includes('statistics:read')) {
    say('figures-status', 'บัญชีนี้ไม่มีสิทธิ์ดูสถิติ', true);
    return;
  }
  say('figures-status', 'กำลังอ่านตัวเลข…');
  try {
    const { items } = await ask('reference/agencies');
    for (const { slug, nameTh } of items) agencyNames.set(slug, nameTh);
    await offerAreas(me);
  } catch (error) {
    fail(error);
    return;
  }
  const months = lastMonths(25);
  fillSelect(
    select('month'),
    months.map((month) => [month, thaiMonth(month)]),
    months[1] ?? '',
  );
  fillSelect(
    select('columns'),
    LOOKS.map(({ key, name }) => [key, name]),
    'summary',
  );
  byId('choice', HTMLElement).hidden = false;
  select('month').addEventListener('change', () => void load());
  select('province').addEventListener(
    'change',
    () =>
      void offerDistricts()
        .then(() => load())
        .catch(fail),
  );
  select('district').addEventListener('change', () => void load());
  select('revision').addEventListener('change', () => void load(select('revision').value));
  select('columns').addEventListener('change', () => show());
  byId('choice', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  await load();
}

/** @param {string} id */
function select(id) {
  return byId(id, HTMLSelectElement);
}

/** @param {unknown} error */
function fail(error) {
  report = undefined;
  byId('figures-result', HTMLElement).replaceChildren();
  const failure = error instanceof CallFailed ? error : new CallFailed('แสดงตัวเลขไม่ได้', 'page', 0);
  say('figures-status', failure.message, true);
  onFailure(failure);
}

/** The account's own area; for accounts of the whole country, a province of choice. @param {Me} me */
async function offerAreas(me) {
  const own = me.scope.area;
  if (own !== null && own !== 'TH') {
    areaLabels.set(own, me.scope.areaName ?? own);
    fillSelect(select('province'), [[own, areaLabel(own)]], own);
  } else {
    const { items } = await ask('reference/areas', { level: 'PROVINCE' });
    for (const province of items) areaLabels.set(province.code, labelOf(province));
    fillSelect(
      select('province'),
      items.map((/** @type {any} */ area) => [area.code, area.nameTh]),
      '42',
    );
  }
  await offerDistricts();
}

/** A province can be looked at district by district. */
async function offerDistricts() {
  const area = select('province').value;
  byId('district-field', HTMLElement).hidden = area.length !== 2;
  fillSelect(select('district'), [['', 'ทุกอำเภอ']], '');
  if (area.length !== 2) return;
  const { items } = await ask('reference/areas', { under: area, level: 'DISTRICT' });
  for (const district of items) areaLabels.set(district.code, `${labelOf(district)} ${areaLabel(area)}`);
  fillSelect(
    select('district'),
    [['', 'ทุกอำเภอ'], ...items.map((/** @type {any} */ district) => [district.code, district.nameTh])],
    '',
  );
}

/** @param {string} [revision] '' or absent: the newest */
async function load(revision) {
  const question = ++asked;
  say('figures-status', 'กำลังอ่านตัวเลข…');
  try {
    const found = await ask('statistics/agencies', {
      month: select('month').value,
      area: select('district').value || select('province').value,
      revision,
    });
    if (question !== asked) return;
    report = found;
    // The newest one tells how many there are.
    if (revision === undefined || revision === '') offerRevisions(found.revision);
    say('figures-status', '');
    show();
  } catch (error) {
    if (question === asked) fail(error);
  }
}

/** @param {number | null} newest */
function offerRevisions(newest) {
  if (newest === null) {
    fillSelect(select('revision'), [['', 'ถึงวันนี้ (ยังไม่ปิดรอบ)']], '');
    return;
  }
  /** @type {[string, string][]} */
  const older = Array.from({ length: newest }, (_, back) => [String(newest - 1 - back), `ฉบับที่ ${newest - 1 - back}`]);
  fillSelect(select('revision'), [['', `ล่าสุด (ฉบับที่ ${newest})`], ...older], '');
}

function show() {
  if (report === undefined) return;
  const look = LOOKS.find(({ key }) => key === select('columns').value) ?? LOOKS[0];
  byId('figures-result', HTMLElement).replaceChildren(facts(), table(look?.name ?? '', look?.columns ?? []), notes());
}

function facts() {
  const { baseline, total, revision, asOf } = report;
  /** @type {[string, string, string?][]} */
  const shown = [
    ['ครัวเรือนที่ได้รับความช่วยเหลือในเดือน', figure(total.households, 'count')],
    ['เป้าหมาย ณ วันตรึงบัญชี (B)', figure(baseline.frozen, 'count')],
    ['เป้าหมายที่ปรับแล้ว', figure(baseline.adjusted, 'count')],
    ['เพิ่มภายหลัง', figure(baseline.lateAdded, 'count')],
    [`หน่วยงานตามคำสั่งที่${SILENT}`, figure(total.silent, 'count')],
    ['ฉบับ', revision === null ? 'เดือนถึงวันนี้ ยังไม่ปิดรอบ' : `ฉบับที่ ${revision}`, 'words'],
    ['ตามที่ทราบเมื่อ', thaiMoment(asOf), 'words'],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...shown.map(([term, value, kind]) =>
      element('div', { class: kind }, element('dt', {}, term), element('dd', {}, value)),
    ),
  );
}

/** @param {string} name @param {readonly Column[]} columns */
function table(name, columns) {
  const title = `${thaiMonth(report.month)} · ${areaLabel(report.area)} · ${name}`;
  const made = element(
    'table',
    { class: 'figures' },
    element('caption', {}, title),
    head(columns),
    element(
      'tbody',
      {},
      ...report.rows.map((/** @type {any} */ row) => {
        const agency = row.agency === null ? 'ไม่ระบุหน่วยงาน' : (agencyNames.get(row.agency) ?? row.agency);
        return line(agency, row, columns, row.silent ? badge(SILENT) : NOTHING);
      }),
    ),
    element(
      'tfoot',
      {},
      line('รวม (นับไม่ซ้ำ)', report.total, columns, `${figure(report.total.silent, 'count')} หน่วยงาน`),
      line('ผลรวมของแถว (นับซ้ำ)', report.summedRows, columns, `${figure(report.summedRows.silent, 'count')} หน่วยงาน`),
    ),
  );
  // Wide tables scroll by themselves: the keyboard must reach them, and their name be read.
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title }, made);
}

/** @param {readonly Column[]} columns */
function head(columns) {
  const grouped = columns.some(({ group }) => group !== undefined);
  const rowspan = grouped ? '2' : undefined;
  const upper = [element('th', { scope: 'col', rowspan }, 'หน่วยงาน')];
  /** @type {HTMLElement[]} */
  const lower = [];
  for (const [at, { group, name }] of columns.entries()) {
    if (group === undefined) {
      upper.push(element('th', { scope: 'col', rowspan, class: 'number' }, name));
      continue;
    }
    lower.push(element('th', { scope: 'col', class: 'number' }, name));
    if (columns[at - 1]?.group === group) continue;
    const span = columns.filter((each) => each.group === group).length;
    upper.push(element('th', { scope: 'colgroup', colspan: String(span), class: 'group' }, group));
  }
  upper.push(element('th', { scope: 'col', rowspan }, 'การรายงาน'));
  const rows = [element('tr', {}, ...upper)];
  if (grouped) rows.push(element('tr', {}, ...lower));
  return element('thead', {}, ...rows);
}

/** @param {string} name @param {any} row @param {readonly Column[]} columns @param {Node | string} reporting */
function line(name, row, columns, reporting) {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    ...columns.map(({ key, format }) => element('td', { class: 'number' }, figure(figureIn(row, key), format))),
    element('td', {}, reporting),
  );
}

/** The figure of a column, by its path in the JSON; undefined where the row has none. @param {any} row @param {string} key */
function figureIn(row, key) {
  return key.split('.').reduce((part, name) => part?.[name], row);
}

/** @param {string} text */
function badge(text) {
  return element('span', { class: 'badge' }, text);
}

/** @param {string} code */
function areaLabel(code) {
  return areaLabels.get(code) ?? code;
}

/** @param {{ code: string, kind: string, nameTh: string }} area */
function labelOf({ code, kind, nameTh }) {
  return code === BANGKOK ? nameTh : `${BEFORE_NAME.get(kind) ?? ''}${nameTh}`;
}

function notes() {
  return element(
    'p',
    { class: 'note' },
    'ครัวเรือนที่หลายหน่วยงานช่วยนับในแถวของทุกหน่วยงาน แต่นับครั้งเดียวในแถวรวม จึงมีแถว “นับซ้ำ” แสดงไว้เทียบ · ',
    'ร้อยละ มัธยฐาน ไม่มีผลบวก · ',
    `“${SILENT}” คือหน่วยงานในคำสั่ง ศจพ. ที่ในเดือนนั้นไม่มีการบันทึก ไม่ตอบการส่งต่อ ไม่ลงชื่อเข้าใช้ และไม่มีความช่วยเหลือของเดือนในแถวของตน หน่วยงานที่บันทึกย้อนหลังไม่นับว่า${SILENT} แต่ช่อง “บันทึกภายใน 7 วัน” บอกว่าล่าช้า · `,
    `นิยาม ${report.definitions}`,
  );
}
