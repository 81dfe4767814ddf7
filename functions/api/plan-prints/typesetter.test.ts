import { describe, expect, it } from 'vitest';

import { createTypesetter } from './typesetter.ts';

const TEMPLATE = '#set document(date: none)\n#let form = json(bytes(sys.inputs.form))\n#form.words';
const isPdf = (file: Uint8Array) => Buffer.from(file).subarray(0, 5).toString() === '%PDF-';

describe('files', () => {
  it('are set one after another, also when they are asked for at once, and when the thread ends between them', async () => {
    const typeset = createTypesetter({ filesOfThread: 2, patienceMs: 120_000 });
    const files = await Promise.all([1, 2, 3].map(async (n) => await typeset(TEMPLATE, { words: 'ก'.repeat(n) })));
    expect(files.map(isPdf)).toEqual([true, true, true]);
    expect(isPdf(await typeset(TEMPLATE, { words: 'น้ำ' }))).toBe(true);
  });

  it('show what people wrote and do not read it as their own language', async () => {
    const typeset = createTypesetter({ patienceMs: 120_000 });
    const words = '#panic("x") $1/0$ \\ ` " #read("/etc/passwd")';
    expect(isPdf(await typeset(TEMPLATE, { words }))).toBe(true);
  });

  it('fail by a fault of the template, whose message does not quote what was to be shown, and the next one is set', async () => {
    const typeset = createTypesetter({ patienceMs: 120_000 });
    const failure = await typeset('#let form = json(bytes(sys.inputs.form))\n#nothing', { words: 'ความลับ' }).catch(
      String,
    );
    expect(failure).toContain('unknown variable: nothing');
    expect(failure).not.toContain('ความลับ');
    expect(isPdf(await typeset(TEMPLATE, { words: 'ก' }))).toBe(true);
  });

  it('that take too long are given up with the thread that sets them', async () => {
    const typeset = createTypesetter({ patienceMs: 1 });
    await expect(typeset('#while true { }', {})).rejects.toMatchObject({ code: 'busy' });
  });
});
