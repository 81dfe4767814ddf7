import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { bareFailure, failureFields } from './failures.ts';

/** A message of several lines, one of which looks like a place of code. */
const WORDS = 'unexpected "นางสมหญิง\n    at สมหญิง (/987/65:1:1)\n    at Somying (/home/987:65:1)\n"';

function failing(): Error {
  return new TypeError(WORDS, { cause: new RangeError(WORDS) });
}

describe('what is told of a failure', () => {
  it('is its name and places of code, also of its cause, and none of its words', () => {
    const fields = failureFields(failing());
    expect(inspect(fields, { depth: null })).not.toMatch(/สมหญิง|Somying|987/);
    expect(fields).toMatchObject({ failure: 'TypeError', cause: { failure: 'RangeError' } });
    const { places } = fields as { places: string[] };
    expect(places[0]).toMatch(/^at failing \(.*failures\.test\.ts:\d+:\d+\)$/);
    expect(places.length).toBeGreaterThan(1);
  });

  it('is none of its words either when the message was changed after the stack was written', () => {
    const failure = failing();
    expect(failure.stack).toContain('สมหญิง');
    failure.message = 'changed';
    const fields = failureFields(failure) as { places: string[] };
    expect(inspect(fields, { depth: null })).not.toMatch(/สมหญิง|Somying|987/);
    expect(fields.places[0]).toMatch(/^at failing /);
  });

  it('is the request of a service under a key that is not the logger’s own', () => {
    const failure = Object.assign(new Error('no'), { $metadata: { requestId: 'r', httpStatusCode: 500 } });
    expect(failureFields(failure)).toMatchObject({ serviceAnswer: { requestId: 'r' } });
    for (const key of ['level', 'message', 'sampling_rate', 'service', 'timestamp'])
      expect(failureFields(failure)).not.toHaveProperty(key);
  });

  it('is its type when it is no error', () => {
    expect(failureFields('นางสมหญิง')).toEqual({ failure: 'string' });
  });
});

describe('a bare failure', () => {
  it('has the name, another message and the places, and nothing else', () => {
    const failure = Object.assign(failing(), { name: 'ConditionalCheckFailedException', row: WORDS });
    const bare = bareFailure(failure, 'INGEST-500');
    expect(inspect(bare, { showHidden: true, depth: null })).not.toMatch(/สมหญิง|Somying|987/);
    expect(bare).toMatchObject({ name: 'ConditionalCheckFailedException', message: 'INGEST-500' });
    const [first, place] = bare.stack!.split('\n');
    expect(first).toBe('ConditionalCheckFailedException: INGEST-500');
    expect(place).toMatch(/^ {4}at failing \(.*failures\.test\.ts:\d+:\d+\)$/);
  });

  it.each([['นางสมหญิง'], [Object.assign(new Error('no'), { name: 'นางสมหญิง is no name' })]])(
    'of what has no name is an error',
    (failure) => {
      const bare = bareFailure(failure, 'INGEST-500');
      expect(bare.name).toBe('Error');
      expect(inspect(bare, { showHidden: true })).not.toContain('สมหญิง');
    },
  );
});
