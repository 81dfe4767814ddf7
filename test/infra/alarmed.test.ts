import { describe, expect, it } from 'vitest';
import { alarmLines } from './alarm-lines.ts';
import { ALARMED } from './alarmed.ts';
import { STAGE_NAMES } from './templates.ts';

describe.each(STAGE_NAMES)('alarms of %s', (stage) => {
  it('are those written down, no more and no less', () => {
    expect(alarmLines(stage)).toEqual(ALARMED[stage]);
  });
});
