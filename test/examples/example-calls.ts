/**
 * One example of every call, in an order in which each can be made: the story of a household from its registration to the figures of the month. A
 * value `{name}` in a path, query, header or body is what an earlier step saved. `npm run examples` sends them to a platform of this machine
 * and writes requests and replies into the API's document; a test sends them again.
 */
import { CASES } from './calls/cases.ts';
import { FIGURES } from './calls/figures.ts';
import { HOUSEHOLDS } from './calls/households.ts';
import { PEOPLE } from './calls/people.ts';
import { PLACES } from './calls/places.ts';
import { RIGHTS } from './calls/rights.ts';
import type { ExampleCall } from './example-call.ts';

export const EXAMPLE_CALLS: readonly ExampleCall[] = [
  ...PLACES,
  ...HOUSEHOLDS,
  ...CASES,
  ...RIGHTS,
  ...FIGURES,
  ...PEOPLE,
];

/** What the office of the district has done before an agency's first month (docs/first-month.md) begins. */
export const FIRST_MONTH_PREPARED: readonly ExampleCall[] = HOUSEHOLDS.filter(
  ({ operationId }) => operationId === 'registerHousehold',
);
