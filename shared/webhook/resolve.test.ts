import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { randomFill } from 'node:crypto';
import { promisify } from 'node:util';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { createResolve, type Resolve } from './resolve.ts';

const A = 1;
const AAAA = 28;
/** The bytes of the addresses that the server knows, by type; undefined: it is silent. */
type Known = Record<number, readonly number[][]> | undefined;

let server: Socket;
let resolve: Resolve;
let known: Known;
let asked: number;

beforeAll(async () => {
  server = createSocket('udp4', (query, { port, address }) => {
    asked += 1;
    if (known === undefined) return;
    const end = query.indexOf(0, 12) + 5;
    const found = known[query.readUInt16BE(end - 4)] ?? [];
    const head = Buffer.from(query.subarray(0, end));
    // An answer, recursion available; a name without any address is unknown.
    head.writeUInt16BE(0x81_80 + (Object.keys(known).length === 0 ? 3 : 0), 2);
    head.writeUInt16BE(found.length, 6);
    head.writeUInt32BE(0, 8);
    const answers = found.map((bytes) =>
      Buffer.from([0xc0, 12, ...query.subarray(end - 4, end), 0, 0, 0, 60, 0, bytes.length, ...bytes]),
    );
    server.send(Buffer.concat([head, ...answers]), port, address);
  }).bind(0, '127.0.0.1');
  await once(server, 'listening');
  resolve = createResolve({ servers: [`127.0.0.1:${server.address().port}`], firstTryMs: 250 });
});
afterAll(() => server.close());
beforeEach(() => {
  asked = 0;
});

const FOUR = [203, 150, 1, 1];
const SIX = [0x24, 0x04, 0x68, ...Array.from({ length: 12 }, () => 0), 1];

it('finds all addresses of a name, of both kinds', async () => {
  known = { [A]: [FOUR, [10, 0, 0, 1]], [AAAA]: [SIX] };
  expect(await resolve('receiver.example')).toEqual([
    { address: '203.150.1.1', family: 4 },
    { address: '10.0.0.1', family: 4 },
    { address: '2404:6800::1', family: 6 },
  ]);
});

it('finds the addresses of a name that has one kind alone', async () => {
  known = { [AAAA]: [SIX] };
  expect(await resolve('receiver.example')).toEqual([{ address: '2404:6800::1', family: 6 }]);
});

it('finds none of a name that nobody knows, though the hosts of the machine may', async () => {
  known = {};
  expect(await resolve('receiver.example')).toEqual([]);
  expect(await resolve('localhost')).toEqual([]);
});

it('gives silent servers up, and holds no thread for them', async () => {
  known = undefined;
  let ended = 0;
  const silent = Array.from({ length: 8 }, async (_, number) => {
    await expect(resolve(`silent${number}.example`)).rejects.toMatchObject({ code: 'ETIMEOUT' });
    ended += 1;
  });
  // Work for a thread.
  await promisify(randomFill)(Buffer.alloc(16));
  expect(ended).toBe(0);
  await Promise.all(silent);
  expect(asked).toBe(8 * 2 * 2);
});
