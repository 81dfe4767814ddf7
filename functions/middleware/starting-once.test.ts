import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { eventOf, testContext } from '#test/api/in-process-api.ts';

import { startingOnce } from './starting-once.ts';

const ask = (handler: ReturnType<typeof startingOnce>) => handler(eventOf(null, 'GET', '/v1/me'), testContext());

describe('a handler that starts on its first call', () => {
  it('is built once', async () => {
    let built = 0;
    const handler = startingOnce(async () => {
      built += 1;
      return async () => ({ statusCode: 200 });
    });
    await ask(handler);
    expect([await ask(handler), built]).toEqual([{ statusCode: 200 }, 1]);
  });

  it('fails without the words of the failure, and starts at the next call', async () => {
    let built = 0;
    const handler = startingOnce(async () => {
      built += 1;
      if (built === 1) throw Object.assign(new Error('นางสมหญิง'), { name: 'AccessDeniedException' });
      return async () => ({ statusCode: 200 });
    });
    const failure = await ask(handler).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'AccessDeniedException', message: 'The function did not start' });
    expect(inspect(failure, { showHidden: true })).not.toContain('สมหญิง');
    expect(await ask(handler)).toEqual({ statusCode: 200 });
  });
});
