import { expect, it } from 'vitest';

import { isMoreUrgent, URGENCY_LEVELS } from './urgency.ts';

it('is more urgent the earlier it stands, and NORMAL where nobody said anything', () => {
  const more = URGENCY_LEVELS.map((level) => URGENCY_LEVELS.filter((than) => isMoreUrgent(level, than)));
  expect(more).toEqual([['HIGH', 'NORMAL'], ['NORMAL'], []]);
  expect(URGENCY_LEVELS.filter((level) => isMoreUrgent(level, undefined))).toEqual(['CRITICAL', 'HIGH']);
});
