// @ts-check
import { ask, CallFailed } from './api.js';
import { byId, element, say } from './dom.js';
import { fileSize, thaiMoment, thaiMonth } from './format.js';

/** @type {(failure: CallFailed) => void} */
let onFailure = () => {};

/**
 * Shows the packages that the account may fetch.
 * @param {{ permissions: string[] }} me
 * @param {(failure: CallFailed) => void} failed is told of every failure
 */
export async function showPackages(me, failed) {
  onFailure = failed;
  if (!me.permissions.includes('reports:read')) {
    say('packages-status', 'บัญชีนี้ไม่มีสิทธิ์ดาวน์โหลดชุดรายงาน', true);
    return;
  }
  const body = element('tbody');
  const more = element('button', { type: 'button', hidden: true }, 'ดูเพิ่มเติม');
  const table = element(
    'table',
    {},
    element('caption', {}, 'ชุดรายงานที่เผยแพร่แล้ว'),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['เดือน', 'พื้นที่', 'ฉบับ', 'ตามที่ทราบเมื่อ', 'ไฟล์'].map((name) => element('th', { scope: 'col' }, name)),
      ),
    ),
    body,
  );
  /** @type {string | null} */
  let cursor = null;
  const load = async () => {
    say('packages-status', 'กำลังอ่านรายการ…');
    try {
      const page = await ask('reports', { report: 'A', cursor: cursor ?? undefined });
      cursor = page.nextCursor;
      const areas = await areaNames();
      body.append(...page.items.map((/** @type {any} */ report) => packageRow(report, areas)));
      more.hidden = cursor === null;
      say('packages-status', body.rows.length === 0 && cursor === null ? 'ยังไม่มีชุดรายงานของพื้นที่นี้' : '');
      table.hidden = body.rows.length === 0;
    } catch (error) {
      fail(error);
    }
  };
  more.addEventListener('click', () => void load());
  byId('packages-result', HTMLElement).replaceChildren(
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'ชุดรายงาน' }, table),
    more,
  );
  await load();
}

/** @param {unknown} error */
function fail(error) {
  const failure = error instanceof CallFailed ? error : new CallFailed('แสดงชุดรายงานไม่ได้', 'page', 0);
  say('packages-status', failure.message, true);
  onFailure(failure);
}

/** @type {Promise<Map<string, string>> | undefined} */
let provinces;

function areaNames() {
  provinces ??= ask('reference/areas', { level: 'PROVINCE' }).then(
    ({ items }) => new Map(items.map((/** @type {any} */ { code, nameTh }) => [code, nameTh])),
  );
  return provinces;
}

/** @param {any} report @param {Map<string, string>} areas */
function packageRow(report, areas) {
  const name = `${thaiMonth(report.month)} ${areas.get(report.area) ?? report.area} ฉบับที่ ${report.revision}`;
  const cell = element('td');
  const open = element('button', { type: 'button', 'aria-label': `ดูไฟล์ของ ${name}` }, 'ดูไฟล์');
  open.addEventListener('click', () => {
    open.disabled = true;
    void ask(`reports/${encodeURIComponent(report.id)}`)
      .then((found) => cell.replaceChildren(files(found)))
      .catch((error) => {
        open.disabled = false;
        fail(error);
      });
  });
  cell.append(open);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, thaiMonth(report.month)),
    element('td', {}, areas.get(report.area) ?? report.area),
    element('td', {}, String(report.revision)),
    element('td', {}, thaiMoment(report.asOf)),
    cell,
  );
}

/** Links hold for a quarter of an hour. @param {any} found */
function files(found) {
  const item = (/** @type {string} */ name, /** @type {string} */ url, /** @type {string} */ detail) =>
    element('li', {}, element('a', { href: url, download: true, rel: 'noreferrer' }, name), ` ${detail}`);
  return element(
    'div',
    {},
    element(
      'ul',
      { class: 'files' },
      ...(found.archive
        ? [item(found.archive.name, found.archive.url, `(${fileSize(found.archive.size)} ทั้งชุดในไฟล์เดียว)`)]
        : []),
      ...found.files.map((/** @type {any} */ { name, url, size, sha256 }) => {
        const line = item(name, url, `(${fileSize(size)})`);
        line.append(element('br'), element('code', {}, `SHA-256 ${sha256.slice(0, 16)}…`));
        return line;
      }),
      item('manifest.json', found.manifest.url, '(รายการไฟล์และค่า SHA-256)'),
    ),
    element('p', { class: 'note' }, 'ลิงก์ใช้ได้ 15 นาที'),
  );
}
