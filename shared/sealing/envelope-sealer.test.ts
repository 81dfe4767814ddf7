import { randomBytes } from 'node:crypto';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DATA_KEY_BOUNDS } from './data-key-cache.ts';
import { NO_PROVINCE } from './data-key-store.ts';
import type { DataKeys } from './data-keys.ts';
import { readEnvelope, type SealBroken } from './envelope-format.ts';
import { createEnvelopeSealer } from './envelope-sealer.ts';
import { createMemoryDataKeyStore } from './memory-data-key-store.ts';
import { createRawDataKeys } from './raw-data-keys.ts';
import type { Sealer } from './sealer.ts';
import { shortBytes } from './short-text.ts';
import { firstVersion, secondVersion, type Parts } from './test/independent-envelope.ts';

const KEY = Buffer.alloc(32, 7);
const CONTEXT = { table: 'households', id: 'h1', version: '3' };
const CANONICAL = '[["id","h1"],["table","households"],["version","3"]]';
const PROVINCE = '42';

// What version 2 makes of fixed keys, for ever.
const FROZEN =
  '020909090909090909050505050505050505050505050505053ec260e4fb926701d3797767bc502608e69079e2d3bf2208525da0448fd7fd793e85ccbceb81eb28992fe7a1ae40fe1385d7463e0110f83488449c45b06eedbffbe3102ed1b83c3b4a92';

/** Processes that share the stored keys. */
function world(bounds = {}) {
  const raw = createRawDataKeys(KEY);
  const store = createMemoryDataKeyStore();
  const calls = { generated: 0, unwrapped: 0, fail: false };
  const counting: DataKeys = {
    generate: async (name) => {
      calls.generated += 1;
      if (calls.fail) throw new Error('throttled');
      return await raw.generate(name);
    },
    unwrap: async (wrapped, name) => {
      calls.unwrapped += 1;
      if (calls.fail) throw new Error('throttled');
      return await raw.unwrap(wrapped, name);
    },
  };
  const clock = { now: new Date('2026-05-15T03:00:00.000Z') };
  const process = (dataKeys: DataKeys = counting): Sealer =>
    createEnvelopeSealer({ dataKeys, store, bounds, now: () => clock.now });
  return { store, calls, clock, process };
}

const nameIn = (sealed: Uint8Array): string => {
  const { key } = readEnvelope(sealed);
  return 'name' in key ? Buffer.from(key.name).toString('hex') : '';
};

async function faultOf(opening: Promise<string>): Promise<string> {
  return opening.then(
    () => 'opened',
    (error: SealBroken) => `${error.name} ${error.reason}`,
  );
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...'กขคงจ้่ีูแไ๑฿ "{}\ud800\udc00'.split('')), maxLength: 100 }),
);

describe('an envelope', () => {
  it('gives back every text, in the context it was sealed in', async () => {
    const sealer = world().process();
    await fc.assert(
      fc.asyncProperty(anyText, fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }), async (text, context) => {
        expect(await sealer.open(await sealer.seal(text, context, PROVINCE), context)).toBe(text);
      }),
    );
  });

  it('opens in another process that holds the same key', async () => {
    const { process } = world();
    const sealed = await process().seal('ลับ', CONTEXT, PROVINCE);
    expect(await process().open(sealed, { version: '3', id: 'h1', table: 'households' })).toBe('ลับ');
  });

  it('adds 73 bytes to a text, of which a Thai letter is one', async () => {
    expect(await world().process().seal('นายสมชาย 12/3', CONTEXT, PROVINCE)).toHaveLength(73 + 13);
  });

  it('opens no longer when any single byte of it was changed', async () => {
    const sealer = world().process();
    const sealed = await sealer.seal('ข้อมูลส่วนบุคคล', CONTEXT, PROVINCE);
    const expected = (at: number): string => {
      if (at === 0) return 'SealBroken unknown-format';
      return at < 9 ? 'SealBroken unknown-key' : 'SealBroken changed-or-other-context';
    };
    for (let at = 0; at < sealed.length; at += 1)
      for (const bit of [4, 128]) {
        const changed = Uint8Array.from(sealed);
        changed[at]! ^= bit;
        expect(await faultOf(sealer.open(changed, CONTEXT)), `byte ${at}`).toBe(expected(at));
      }
  });

  it('opens no longer when it was cut or grew', async () => {
    const sealer = world().process();
    const sealed = await sealer.seal('ข้อมูล', CONTEXT, PROVINCE);
    for (let length = 0; length < sealed.length; length += 1)
      expect(await faultOf(sealer.open(sealed.subarray(0, length), CONTEXT))).toMatch(/^SealBroken/);
    expect(await faultOf(sealer.open(Buffer.concat([sealed, Buffer.of(0)]), CONTEXT))).toMatch(/^SealBroken/);
  });

  it.each([
    [{ ...CONTEXT, id: 'h2' }],
    [{ ...CONTEXT, version: '4' }],
    [{ table: 'households', id: 'h1' }],
    [{ ...CONTEXT, more: '' }],
    [{}],
  ])('does not open in the context %j', async (context) => {
    const sealer = world().process();
    expect(await faultOf(sealer.open(await sealer.seal('ลับ', CONTEXT, PROVINCE), context))).toBe(
      'SealBroken changed-or-other-context',
    );
  });

  it('does not open under the keys of another keeper', async () => {
    const { process } = world();
    const sealed = await process().seal('ลับ', CONTEXT, PROVINCE);
    const other = process(createRawDataKeys(Buffer.alloc(32, 8)));
    expect(await faultOf(other.open(sealed, CONTEXT))).toBe('SealBroken wrong-key');
  });

  it('opens under no second data key: the key is committed to before anything is decrypted', async () => {
    const { process } = world();
    const sealed = await process().seal('ลับ', CONTEXT, PROVINCE);
    const other: DataKeys = { generate: () => Promise.reject(new Error('none')), unwrap: async () => randomBytes(32) };
    expect(await faultOf(process(other).open(sealed, CONTEXT))).toBe('SealBroken changed-or-other-context');
  });

  it('never looks the same twice and shows nothing of the text', async () => {
    const sealer = world().process();
    const [a, b] = [
      await sealer.seal('สมชาย 1234', CONTEXT, PROVINCE),
      await sealer.seal('สมชาย 1234', CONTEXT, PROVINCE),
    ];
    expect(readEnvelope(a).salt).not.toEqual(readEnvelope(b).salt);
    expect(readEnvelope(a).ciphertext).not.toEqual(readEnvelope(b).ciphertext);
    expect(Buffer.from(a).toString('latin1')).not.toContain('1234');
  });

  it('says nothing of the text when it does not open', async () => {
    const sealer = world().process();
    const sealed = Uint8Array.from(await sealer.seal('สมชาย', CONTEXT, PROVINCE));
    sealed[sealed.length - 1]! ^= 1;
    await expect(sealer.open(sealed, CONTEXT)).rejects.toThrow(/^changed-or-other-context$/);
  });
});

describe('texts that are written together', () => {
  const ENTRY = { table: 'logbook', id: 'h1.1' };

  it('are sealed under one derivation, each with a nonce of its own, and open alone', async () => {
    const sealer = world().process();
    const seal = await sealer.begin(PROVINCE);
    const [document, entry] = [seal('เหมือนกัน', CONTEXT), seal('เหมือนกัน', ENTRY)];
    const [one, other] = [readEnvelope(document), readEnvelope(entry)];
    expect([other.salt, other.commitment]).toEqual([one.salt, one.commitment]);
    // The same nonce under the same key would give the same bytes.
    expect(other.ciphertext).not.toEqual(one.ciphertext);
    expect(await sealer.open(document, CONTEXT)).toBe('เหมือนกัน');
    expect(await sealer.open(entry, ENTRY)).toBe('เหมือนกัน');
    expect(await faultOf(sealer.open(entry, CONTEXT))).toBe('SealBroken changed-or-other-context');
  });

  it('never share a context: its nonce would come again', async () => {
    const seal = await world().process().begin(PROVINCE);
    seal('ก', CONTEXT);
    expect(() => seal('ข', { version: '3', id: 'h1', table: 'households' })).toThrow('sealed once');
  });
});

describe('the bytes', () => {
  const parts = (keyPart: Uint8Array<ArrayBuffer>): Parts => ({
    dataKey: new Uint8Array(32).fill(3),
    salt: new Uint8Array(16).fill(5),
    keyPart,
    context: CANONICAL,
  });
  const fixed: DataKeys = {
    generate: () => Promise.resolve({ plain: new Uint8Array(32).fill(3), wrapped: new Uint8Array(184) }),
    unwrap: () => Promise.resolve(new Uint8Array(32).fill(3)),
  };

  it('of version 2 are those of a second writer, both ways, and these for ever', async () => {
    const { process, store } = world();
    const sealer = process(fixed);
    const text = '{"m":[["p1","สมชาย","ทดสอบ"]]}';
    const name = new Uint8Array(8).fill(9);
    await store.put({ name, province: '77', month: '2026-05', wrapped: new Uint8Array(184) });
    const theirs = await secondVersion(parts(name), new Uint8Array(shortBytes(text)));
    expect(Buffer.from(theirs).toString('hex')).toBe(FROZEN);
    expect(await sealer.open(theirs, CONTEXT)).toBe(text);
    const ours = await sealer.seal(text, CONTEXT, PROVINCE);
    const { salt, key } = readEnvelope(ours);
    if (!('name' in key)) throw new Error('A name is sealed with');
    const again = await secondVersion(
      { ...parts(new Uint8Array(key.name)), salt: new Uint8Array(salt) },
      new Uint8Array(shortBytes(text)),
    );
    expect(Buffer.from(ours)).toEqual(Buffer.from(again));
  });

  it('of version 1, with its data key and in UTF-8, still open', async () => {
    const sealer = world().process(fixed);
    const theirs = await firstVersion(parts(new Uint8Array(184).fill(1)), 'ลับ "12/3"');
    expect(await sealer.open(theirs, CONTEXT)).toBe('ลับ "12/3"');
    expect(await faultOf(sealer.open(theirs, { ...CONTEXT, version: '4' }))).toBe(
      'SealBroken changed-or-other-context',
    );
    for (let at = 0; at < theirs.length; at += 1) {
      const changed = Uint8Array.from(theirs);
      changed[at]! ^= 4;
      const fault = await faultOf(sealer.open(changed, CONTEXT));
      // This keeper unwraps anything to the same key: what is left of the header guards itself.
      expect(fault, `byte ${at}`).toMatch(/^SealBroken (?:unknown-format|no-envelope|changed-or-other-context)$/);
    }
  });
});

describe('a data key', () => {
  it('seals a month of a province, and is asked for once by all that start together', async () => {
    const { process, calls } = world();
    const sealer = process();
    const sealed = await Promise.all(Array.from({ length: 50 }, () => sealer.seal('x', CONTEXT, PROVINCE)));
    await Promise.all(sealed.map((each) => sealer.open(each, CONTEXT)));
    expect(calls).toMatchObject({ generated: 1, unwrapped: 0 });
    expect(new Set(sealed.map(nameIn)).size).toBe(1);
  });

  it('is another one for each province, for what belongs to none, and for each month of Bangkok', async () => {
    const { process, clock } = world();
    const sealer = process();
    const seal = async (province: string): Promise<string> => nameIn(await sealer.seal('x', CONTEXT, province));
    clock.now = new Date('2026-05-31T16:59:59.999Z');
    const may = [await seal('42'), await seal('31'), await seal(NO_PROVINCE)];
    expect(await seal('42')).toBe(may[0]);
    clock.now = new Date('2026-05-31T17:00:00.000Z');
    const june = [await seal('42'), await seal('31'), await seal(NO_PROVINCE)];
    expect(new Set([...may, ...june]).size).toBe(6);
  });

  it.each(['4', '420', '', 'ก1'])('is of no province %j', async (province) => {
    await expect(world().process().seal('x', CONTEXT, province)).rejects.toThrow('two digits');
  });

  it('is one for all processes, whatever process made it', async () => {
    const { process, calls } = world();
    const sealed = await Promise.all(
      Array.from({ length: 8 }, async () => await process().seal('x', CONTEXT, PROVINCE)),
    );
    expect(new Set(sealed.map(nameIn)).size).toBe(1);
    const reader = process();
    calls.unwrapped = 0;
    for (const each of sealed) expect(await reader.open(each, CONTEXT)).toBe('x');
    expect(calls.unwrapped).toBe(1);
  });

  it('that is gone opens nothing, and no other is taken for it', async () => {
    const { process } = world();
    const sealed = await process().seal('x', CONTEXT, PROVINCE);
    expect(await faultOf(world().process().open(sealed, CONTEXT))).toBe('SealBroken unknown-key');
  });

  it('under the name of another is refused by its keeper', async () => {
    const { process, store } = world();
    const sealed = await process().seal('x', CONTEXT, PROVINCE);
    const { key } = readEnvelope(sealed);
    const wrapped = 'name' in key ? await store.wrapped(key.name) : undefined;
    const elsewhere = world();
    const name = randomBytes(8);
    await elsewhere.store.put({ name, province: PROVINCE, month: '2026-05', wrapped: wrapped! });
    await expect(elsewhere.process().seal('x', CONTEXT, PROVINCE)).rejects.toMatchObject({ reason: 'wrong-key' });
  });

  it('is kept an hour, for sealing and for opening', async () => {
    expect(DATA_KEY_BOUNDS).toEqual({ maxAgeMs: 3_600_000, maxKept: 2000 });
    const { process, calls, clock } = world();
    const sealer = process();
    const start = clock.now.getTime();
    const sealed = await sealer.seal('x', CONTEXT, PROVINCE);
    clock.now = new Date(start + 3_599_999);
    await sealer.seal('x', CONTEXT, PROVINCE);
    await sealer.open(sealed, CONTEXT);
    expect(calls).toMatchObject({ generated: 1, unwrapped: 0 });
    clock.now = new Date(start + 3_600_000);
    await sealer.seal('x', CONTEXT, PROVINCE);
    await sealer.open(sealed, CONTEXT);
    await sealer.open(sealed, CONTEXT);
    expect(calls).toMatchObject({ generated: 1, unwrapped: 1 });
    // A clock that was set back keeps nothing for longer.
    clock.now = new Date(start);
    await sealer.open(sealed, CONTEXT);
    expect(calls.unwrapped).toBe(2);
  });

  it('is unwrapped once by all that open together, and the least used one is forgotten first', async () => {
    const { process, calls } = world({ maxKept: 2 });
    const writer = process();
    const sealed = await Promise.all(['10', '11', '12'].map((province) => writer.seal('x', CONTEXT, province)));
    const sealer = process();
    const [a, b, c] = sealed;
    await Promise.all([a, a, a].map((each) => sealer.open(each!, CONTEXT)));
    expect(calls.unwrapped).toBe(1);
    await sealer.open(b!, CONTEXT);
    await sealer.open(a!, CONTEXT);
    await sealer.open(c!, CONTEXT);
    await sealer.open(a!, CONTEXT);
    expect(calls.unwrapped).toBe(3);
    await sealer.open(b!, CONTEXT);
    expect(calls.unwrapped).toBe(4);
  });

  it('that could not be had is asked for again', async () => {
    const { process, calls } = world();
    const sealer = process();
    calls.fail = true;
    await expect(sealer.seal('x', CONTEXT, PROVINCE)).rejects.toThrow('throttled');
    calls.fail = false;
    const sealed = await sealer.seal('x', CONTEXT, PROVINCE);
    const opener = process();
    calls.fail = true;
    await expect(opener.open(sealed, CONTEXT)).rejects.toThrow('throttled');
    calls.fail = false;
    expect(await opener.open(sealed, CONTEXT)).toBe('x');
  });
});
