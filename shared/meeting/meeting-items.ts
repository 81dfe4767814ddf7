/** Items of meetings and resolutions in Operations. What people wrote is sealed: names of invited people, texts and reasons. */
import type { Meeting, Resolution } from '#shared/domain/case/meeting.ts';
import { bytesOf, itemOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt } from '#shared/dynamo/conditional-write.ts';
import type { SealContext, Sealer } from '#shared/sealing/sealer.ts';

import { meetingOf, unitOfMeeting, type ResolutionStep } from './meeting-store.ts';

export const MEETING_FORM = 1;
const FORM = MEETING_FORM;

export function meetingsPk(unit: string): string {
  return `meetings#${unit}`;
}

export function meetingKey(id: string): Key {
  return { pk: meetingsPk(unitOfMeeting(id) ?? ''), sk: `meeting#${id}` };
}

export function resolutionsPk(meeting: string): string {
  return `resolutions#${meeting}`;
}

export function resolutionKey(id: string): Key {
  return { pk: resolutionsPk(meetingOf(id) ?? ''), sk: `resolution#${id}` };
}

async function item(
  key: Key,
  clear: { id: string; version: number; unit: string },
  words: object,
  sealer: Sealer,
): Promise<Item> {
  const sealed = await sealer.seal(JSON.stringify(words), contextOf(clear), clear.unit.slice(0, 2));
  return itemOf(key, FORM, {
    version: { N: String(clear.version) },
    body: { S: JSON.stringify(clear) },
    sealed: { B: sealed },
  });
}

function contextOf({ id, version }: { id: string; version: number }): SealContext {
  return { table: 'meetings', id, version: String(version) };
}

export async function meetingItem({ invited, reason, ...clear }: Meeting, sealer: Sealer): Promise<Item> {
  return await item(meetingKey(clear.id), clear, { invited, reason }, sealer);
}

async function resolutionItem({ text, reason, ...clear }: Resolution, sealer: Sealer): Promise<Item> {
  return await item(resolutionKey(clear.id), clear, { text, reason }, sealer);
}

/** The put of a resolution's step; its condition holds while nobody else has moved it. */
export async function putResolution(table: string, { before, after }: ResolutionStep, sealer: Sealer) {
  return {
    TableName: table,
    Item: await resolutionItem(after, sealer),
    ...(before ? ifStillAt('version', before.version) : IF_ABSENT),
  };
}

export async function toMeeting(stored: Item, sealer: Sealer): Promise<Meeting> {
  return (await opened(stored, sealer)) as Meeting;
}

export async function toResolution(stored: Item, sealer: Sealer): Promise<Resolution> {
  return (await opened(stored, sealer)) as Resolution;
}

/** Both parts together, as `item` took them apart. */
async function opened(stored: Item, sealer: Sealer): Promise<object> {
  const clear: { id: string; version: number } = JSON.parse(textOf(openItem(stored, FORM), 'body'));
  const words: object = JSON.parse(await sealer.open(bytesOf(stored, 'sealed'), contextOf(clear)));
  return { ...clear, ...words };
}
