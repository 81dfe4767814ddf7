import { randomBytes } from 'node:crypto';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DataKeys } from './data-keys.ts';
import { COMMITMENT_BYTES, readEnvelope, SALT_BYTES, TAG_BYTES, type SealBroken } from './envelope-format.ts';
import { createEnvelopeSealer } from './envelope-sealer.ts';
import { createRawDataKeys } from './raw-data-keys.ts';

const KEY = Buffer.alloc(32, 7);
const CONTEXT = { table: 'households', id: 'h1', version: '3' };

const sealerOf = (key: Uint8Array = KEY) => createEnvelopeSealer({ dataKeys: createRawDataKeys(key) });

/** A keeper of data keys that counts, and may be told to fail. */
function countingKeys() {
  const raw = createRawDataKeys(KEY);
  const calls = { generated: 0, unwrapped: 0, fail: false };
  const keys: DataKeys = {
    generate: async () => {
      calls.generated += 1;
      if (calls.fail) throw new Error('throttled');
      return raw.generate();
    },
    unwrap: async (wrapped) => {
      calls.unwrapped += 1;
      if (calls.fail) throw new Error('throttled');
      return raw.unwrap(wrapped);
    },
  };
  return { keys, calls };
}

async function faultOf(opening: Promise<string>): Promise<string> {
  return opening.then(
    () => 'opened',
    (error: SealBroken) => `${error.name} ${error.reason}`,
  );
}

describe('an envelope', () => {
  it('gives back every text, in the context it was sealed in', async () => {
    const sealer = sealerOf();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed()),
        fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }),
        async (text, context) => {
          expect(await sealer.open(await sealer.seal(text, context), context)).toBe(text);
        },
      ),
    );
  });

  it('opens in another process that holds the same key', async () => {
    const sealed = await sealerOf().seal('ลับ', CONTEXT);
    expect(await sealerOf().open(sealed, { version: '3', id: 'h1', table: 'households' })).toBe('ลับ');
  });

  it('opens no longer when any single byte of it was changed', async () => {
    const sealer = sealerOf();
    const sealed = await sealer.seal('ข้อมูลส่วนบุคคล', CONTEXT);
    const { wrapped, ciphertext } = readEnvelope(sealed);
    const expected = (at: number): string => {
      if (at === 0) return 'SealBroken unknown-format';
      if (at < 3) return 'SealBroken no-envelope|SealBroken wrong-key|SealBroken changed-or-other-context';
      if (at < 3 + wrapped.length) return 'SealBroken wrong-key';
      return 'SealBroken changed-or-other-context';
    };
    for (let at = 0; at < sealed.length; at += 1) {
      for (const bit of [1, 128]) {
        const changed = Uint8Array.from(sealed);
        changed[at]! ^= bit;
        const fault = await faultOf(sealer.open(changed, CONTEXT));
        expect(expected(at).split('|'), `byte ${at}`).toContain(fault);
      }
    }
    expect(sealed.length).toBe(3 + wrapped.length + SALT_BYTES + COMMITMENT_BYTES + ciphertext.length + TAG_BYTES);
  });

  it('opens no longer when it was cut or grew', async () => {
    const sealer = sealerOf();
    const sealed = await sealer.seal('ข้อมูล', CONTEXT);
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
    const sealer = sealerOf();
    expect(await faultOf(sealer.open(await sealer.seal('ลับ', CONTEXT), context))).toBe(
      'SealBroken changed-or-other-context',
    );
  });

  it('does not open under another key', async () => {
    const sealed = await sealerOf().seal('ลับ', CONTEXT);
    expect(await faultOf(sealerOf(Buffer.alloc(32, 8)).open(sealed, CONTEXT))).toBe('SealBroken wrong-key');
  });

  it('opens under no second data key: the key is committed to before anything is decrypted', async () => {
    const sealed = await sealerOf().seal('ลับ', CONTEXT);
    const other: DataKeys = { generate: () => Promise.reject(new Error('none')), unwrap: async () => randomBytes(32) };
    expect(await faultOf(createEnvelopeSealer({ dataKeys: other }).open(sealed, CONTEXT))).toBe(
      'SealBroken changed-or-other-context',
    );
  });

  it('never looks the same twice and shows nothing of the text', async () => {
    const sealer = sealerOf();
    const [a, b] = [await sealer.seal('สมชาย 1234', CONTEXT), await sealer.seal('สมชาย 1234', CONTEXT)];
    expect(readEnvelope(a).salt).not.toEqual(readEnvelope(b).salt);
    expect(readEnvelope(a).ciphertext).not.toEqual(readEnvelope(b).ciphertext);
    expect(Buffer.from(a).toString('latin1')).not.toContain('1234');
  });

  it('says nothing of the text when it does not open', async () => {
    const sealer = sealerOf();
    const sealed = Uint8Array.from(await sealer.seal('สมชาย', CONTEXT));
    sealed[sealed.length - 1]! ^= 1;
    await expect(sealer.open(sealed, CONTEXT)).rejects.toThrow(/^changed-or-other-context$/);
  });
});

describe('a data key', () => {
  it('seals many records, and is asked for once by all that start together', async () => {
    const { keys, calls } = countingKeys();
    const sealer = createEnvelopeSealer({ dataKeys: keys });
    const sealed = await Promise.all(Array.from({ length: 50 }, () => sealer.seal('x', CONTEXT)));
    await Promise.all(sealed.map((each) => sealer.open(each, CONTEXT)));
    expect(calls).toMatchObject({ generated: 1, unwrapped: 0 });
  });

  it('is left after its number of records', async () => {
    const { keys, calls } = countingKeys();
    const sealer = createEnvelopeSealer({ dataKeys: keys, bounds: { maxUses: 3 } });
    for (let record = 0; record < 7; record += 1) await sealer.seal('x', CONTEXT);
    expect(calls.generated).toBe(3);
  });

  it('is left after its time, for sealing and for opening', async () => {
    const { keys, calls } = countingKeys();
    let now = 0;
    const sealer = createEnvelopeSealer({ dataKeys: keys, bounds: { maxAgeMs: 1000 }, now: () => now });
    const sealed = await sealer.seal('x', CONTEXT);
    now = 999;
    await sealer.seal('x', CONTEXT);
    await sealer.open(sealed, CONTEXT);
    expect(calls).toMatchObject({ generated: 1, unwrapped: 0 });
    now = 1000;
    await sealer.seal('x', CONTEXT);
    await sealer.open(sealed, CONTEXT);
    await sealer.open(sealed, CONTEXT);
    expect(calls).toMatchObject({ generated: 2, unwrapped: 1 });
  });

  it('is unwrapped once by all that open together, and the least used one is forgotten first', async () => {
    const sealed = await Promise.all([1, 2, 3].map(() => sealerOf().seal('x', CONTEXT)));
    const { keys, calls } = countingKeys();
    const sealer = createEnvelopeSealer({ dataKeys: keys, bounds: { maxKept: 2 } });
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
    const { keys, calls } = countingKeys();
    const sealer = createEnvelopeSealer({ dataKeys: keys });
    calls.fail = true;
    await expect(sealer.seal('x', CONTEXT)).rejects.toThrow('throttled');
    calls.fail = false;
    const sealed = await sealer.seal('x', CONTEXT);
    const opener = createEnvelopeSealer({ dataKeys: keys });
    calls.fail = true;
    await expect(opener.open(sealed, CONTEXT)).rejects.toThrow('throttled');
    calls.fail = false;
    expect(await opener.open(sealed, CONTEXT)).toBe('x');
  });
});
