/** `npm start` as it is started, refused, killed and started again: each platform in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const START = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));

type Started = { process: ChildProcess; printed: () => string; ended: Promise<number | null> };

let folder: string;
let running: Started[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
  running = [];
});
afterEach(async () => {
  for (const { process: child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, npm_lifecycle_event: undefined, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const started = { process: child, printed: () => text, ended };
  running.push(started);
  return started;
}

const start = (args: readonly string[] = ['--empty'], env: Record<string, string> = {}): Started =>
  run(process.execPath, [START, ...args], env);

async function until<Value>(find: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await delay(30);
  }
}

const addressOf = (started: Started): Promise<string> =>
  until(() => /พร้อมที่ (http:\/\/\S+)[\s\S]*ลองเรียก API/u.exec(started.printed())?.[1]);

/** Processes that were started with this folder in their arguments: the database. */
async function engines(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found: number[] = [];
  for (const pid of pids) {
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (args[0]?.endsWith('dynoxide') && args.some((arg) => arg.startsWith(folder))) found.push(Number(pid));
  }
  return found;
}

async function callApi(url: string, path: string, body?: object): Promise<Response> {
  const form = new URLSearchParams({ grant_type: 'password', username: 'province-secretariat-42', password: 'demo' });
  const signedIn = await fetch(`${url}/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return await fetch(`${url}${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
}

const answers = async (url: string): Promise<number> => (await callApi(url, '/v1/target-lists')).status;

describe('a start is refused with one sentence and no stack', () => {
  it.each([
    ['for a port that is no number', [], { PORT: 'abc' }, 'PORT=abc'],
    ['for a port that does not exist', [], { PORT: '65536' }, 'PORT=65536'],
    ['for a flag that is mistyped', ['--emtpy'], {}, '--emtpy'],
  ])('%s', async (_title, args, env, named) => {
    const refused = start(args, env);
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toContain(named);
    expect(refused.printed().trim().split('\n')).toHaveLength(1);
  });

  it('when secrets.json is damaged: without it nothing that was stored opens', async () => {
    const path = join(folder, '.local', 'secrets.json');
    await mkdir(dirname(path));
    await writeFile(path, '{"SEALING_KEY":');
    const refused = start();
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toContain('secrets.json');
    expect(refused.printed()).not.toContain('    at ');
  });
});

describe('a folder', () => {
  it('is for its owner only, and for one platform', async () => {
    const first = start();
    const url = await addressOf(first);
    const modes = await Promise.all(
      ['.local', '.local/secrets.json', '.local/signing-key.json'].map((name) => stat(join(folder, name))),
    );
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600', '600']);

    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain(String(first.process.pid));
    expect(second.printed()).not.toContain('    at ');
    expect(await answers(url)).toBe(200);
  });

  it('is taken over from a platform that was killed, whose notes are read or named', async () => {
    const killed = start();
    await addressOf(killed);
    killed.process.kill('SIGKILL');
    await killed.ended;
    await writeFile(join(folder, '.local', 'executions', 'left.json'), '{"machine":"import-up');
    await writeFile(join(folder, '.local', 'schedule.json'), 'x');
    const again = start();
    expect(await answers(await addressOf(again))).toBe(200);
    expect(again.printed()).toContain(join('executions', 'left.json'));
    expect(again.printed()).toContain('schedule.json');
  });
});

describe('files', () => {
  it('are sent to and fetched from the origin of the caller, under either name of the machine', async () => {
    const printed = await addressOf(start());
    // A browser makes keys of the hardware for a name alone, so this is the address that serves all.
    expect(printed).toMatch(/^http:\/\/localhost:\d+$/u);
    for (const url of [printed, printed.replace('localhost', '127.0.0.1')]) {
      const head = 'ชื่อ,นามสกุล,บ้านเลขที่,หมู่ที่,รหัสพื้นที่,วันที่สำรวจ';
      const file = new Blob([`${head}\r\nสมใจ,ตัวอย่าง,${url.length},3,420101,45/5/2569\r\n`]);
      const asked = { source: 'thaiqm-survey', filename: 'survey.csv', size: file.size };
      const offered = (await (await callApi(url, '/v1/uploads', asked)).json()) as {
        uploadId: string;
        url: string;
        fields: Record<string, string>;
      };
      expect(offered.url).toBe(`${url}/s3/uploads`);
      const body = new FormData();
      for (const [name, value] of Object.entries(offered.fields)) body.append(name, value);
      body.append('file', file);
      expect((await fetch(offered.url, { method: 'POST', body, headers: { origin: url } })).status).toBe(204);
      const { errorCsv } = await until(async () => {
        const answer = await callApi(url, `/v1/uploads/${offered.uploadId}`);
        const receipt = (await answer.json()) as { status: string; errorCsv: string | null };
        return receipt.status === 'FINISHED' || receipt.status === 'FAILED' ? receipt : undefined;
      });
      expect(errorCsv).toMatch(new RegExp(`^${url}/s3/uploads/`, 'u'));
      expect(await (await fetch(String(errorCsv))).text()).toContain('45/5/2569');
    }
  });
});

describe('the calls that a start prints', () => {
  it('search, and send a file and show its receipt, as they are printed', async () => {
    const platform = start();
    await addressOf(platform);
    await mkdir(join(folder, '.local', 'sample'), { recursive: true });
    await writeFile(
      join(folder, '.local', 'sample', 'thaiqm-survey-windows874.csv'),
      'ชื่อ,นามสกุล,บ้านเลขที่,หมู่ที่,รหัสพื้นที่,วันที่สำรวจ\r\nสมใจ,ตัวอย่าง,12,3,420101,1/5/2569\r\n',
    );
    const printed = platform.printed().split('ลองเรียก API')[1] ?? '';
    const calls = printed.split('\n').filter((line) => /^  (TOKEN|FILE|FORM|curl|eval)/u.test(line));
    expect(calls.filter((call) => call.includes('curl'))).toHaveLength(8);
    const last = calls.at(-1) ?? '';
    const script = [...calls, `until ${last} | grep -E 'FINISHED|FAILED'; do sleep 0.2; done`].join('\n');
    const shell = run('bash', ['-c', script]);
    expect(await shell.ended).toBe(0);
    expect(shell.printed()).toContain('"items":[]');
    expect(shell.printed()).toMatch(/"status":"FINISHED".*"total":1/u);
  });
});

describe('a disk without room for what comes', () => {
  const send = (url: string, method: string, path: string, length: number) =>
    new Promise<[status: number | undefined, text: string]>((resolve, reject) => {
      const call = request(`${url}${path}`, { method, headers: { 'content-length': length } }, (answer) => {
        answer.setEncoding('utf8').once('data', (text: string) => {
          call.destroy();
          resolve([answer.statusCode, text]);
        });
      });
      call.on('error', reject).flushHeaders();
    });

  it('refuses what writes with a sentence, and is read on', async () => {
    const url = await addressOf(start());
    for (const path of ['/v1/uploads', '/s3/uploads/incoming/file'])
      expect(await send(url, 'POST', path, 1e15)).toEqual([503, expect.stringContaining('ดิสก์ของเครื่องนี้เต็ม')]);
    expect(await answers(url)).toBe(200);
  });
});

describe('a first start that was interrupted', () => {
  it('goes on with its list', async () => {
    const killed = start([]);
    await until(() => (killed.printed().includes('ส่ง tpmap') ? true : undefined));
    killed.process.kill('SIGKILL');
    await killed.ended;
    const again = start([]);
    const url = await until(() => /พร้อมที่ (http:\/\/\S+)[\s\S]*ส่ง tpmap/u.exec(again.printed())?.[1]);
    const { items } = (await (await callApi(url, '/v1/target-lists')).json()) as { items: object[] };
    expect(items).toHaveLength(1);
  });
});

describe('the database', () => {
  it('that dies is started again, and holds what it held', async () => {
    const platform = start();
    const url = await addressOf(platform);
    const [pid] = await engines();
    if (pid === undefined) throw new Error('no database');
    process.kill(pid, 'SIGKILL');
    await until(() => (platform.printed().includes('started again') ? true : undefined));
    expect(await answers(url)).toBe(200);
    expect(await engines()).not.toContain(pid);
  });
});

describe('TERM', () => {
  it('to npm ends the platform and its database', async () => {
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ scripts: { start: `"${process.execPath}" "${START}" --empty` } }),
    );
    const npm = run('npm', ['start', '--silent']);
    await addressOf(npm);
    expect(await engines()).toHaveLength(1);
    npm.process.kill('SIGTERM');
    await npm.ended;
    await until(async () => ((await engines()).length === 0 ? true : undefined));
  });
});
