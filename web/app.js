// @ts-check
import { ask, CallFailed } from './api.js';
import { showApiReference } from './api-reference.js';
import { byId, say } from './dom.js';
import { showPackages } from './packages.js';
import { finishSignIn, forget, readSettings, startSignIn, token } from './sign-in.js';
import { showStatistics } from './statistics.js';

/** @param {string} text */
function notice(text) {
  const shown = byId('notice', HTMLElement);
  shown.textContent = text;
  shown.className = 'notice';
  shown.hidden = text === '';
}

/** @param {boolean} signedIn */
function showAccount(signedIn) {
  byId('sign-in', HTMLElement).hidden = signedIn;
  byId('sign-out', HTMLElement).hidden = !signedIn;
  byId('signed-out', HTMLElement).hidden = signedIn;
}

/** What an account that went stale leaves: the page of nobody. */
function leave() {
  forget();
  showAccount(false);
  byId('who', HTMLElement).textContent = '';
  byId('choice', HTMLElement).hidden = true;
  for (const id of ['figures-result', 'packages-result']) byId(id, HTMLElement).replaceChildren();
  say('figures-status', '');
  say('packages-status', 'ลงชื่อเข้าใช้เพื่อดูชุดรายงาน');
}

/** @param {CallFailed} failure */
function failed(failure) {
  if (failure.status !== 401) return;
  leave();
  notice(failure.message);
}

async function showOwn() {
  showAccount(true);
  try {
    const me = await ask('me');
    const { areaName, agencyName } = me.scope;
    byId('who', HTMLElement).textContent = [agencyName, areaName ?? (agencyName ? undefined : 'ทั้งประเทศ')]
      .filter(Boolean)
      .join(' · ');
    await Promise.all([showStatistics(me, failed), showPackages(me, failed)]);
    // What was asked for lies where it lies only when what stands above it is there.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch (error) {
    const failure = error instanceof CallFailed ? error : new CallFailed('แสดงหน้านี้ไม่ได้', 'page', 0);
    if (failure.status === 401) failed(failure);
    else notice(failure.message);
  }
}

async function start() {
  void showApiReference();
  const settings = await readSettings().catch(() => undefined);
  if (settings === undefined) {
    notice('อ่านการตั้งค่าของหน้านี้ไม่ได้ กรุณาโหลดหน้าใหม่');
    return;
  }
  byId('demo', HTMLElement).hidden = !settings.demo;
  for (const id of ['sign-in', 'sign-in-here'])
    byId(id, HTMLElement).addEventListener('click', () => void startSignIn(settings));
  byId('sign-out', HTMLElement).addEventListener('click', () => {
    forget();
    location.assign('/');
  });
  const wrong = await finishSignIn(settings);
  if (wrong !== undefined) notice(wrong);
  if (token() === undefined) showAccount(false);
  else await showOwn();
}

await start();
