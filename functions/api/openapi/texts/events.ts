/** Texts of the API's document (property-texts.ts): the feed of events and webhooks. In alphabetical order. */
import type { Text } from './text.ts';

export const EVENTS_TEXTS: Readonly<Record<string, Text>> = {
  EventPage: ['เหตุการณ์ตามลำดับ', 'Events in their order.'],
  'EventPage.items': ['เหตุการณ์', 'The events.'],
  'EventPage.more': ['อาจมีต่อแล้วตอนนี้ อ่านต่อได้ทันที', 'Whether there may be more already: ask again at once.'],
  'EventPage.nextCursor': ['ใช้เป็น after ครั้งต่อไป มีเสมอ', 'The after of the next call; it is always there.'],
  FeedEvent: ['สิ่งที่เกิดขึ้น มีเฉพาะรหัส', 'What has happened, by ids alone.'],
  'FeedEvent.account': ['รหัสบัญชีของ grant.changed; null = ชนิดอื่น', 'Account of grant.changed; null of other types.'],
  'FeedEvent.at': ['เวลาที่เกิด', 'When it happened.'],
  'FeedEvent.householdId': [
    'รหัสครัวเรือนที่ถูกรวม; null = ชนิดอื่น',
    'Household that was merged into another; null of other types.',
  ],
  'FeedEvent.id': [
    'รหัสเหตุการณ์ และตำแหน่งในลำดับ เหตุการณ์ที่ส่งซ้ำมีรหัสเดิม',
    'Id of the event and its place in the feed; an event that is sent twice has the same id.',
  ],
  'FeedEvent.into': ['รหัสครัวเรือนที่เก็บไว้; null = ชนิดอื่น', 'Household that it was merged into; null of other types.'],
  'FeedEvent.meetingId': ['รหัสการประชุมของมติ; null = ชนิดอื่น', 'Meeting of the resolution; null of other types.'],
  'FeedEvent.organisation': ['รหัสหน่วยงานที่ได้รับแจ้ง', 'Slug of the organisation that is told.'],
  'FeedEvent.referralId': ['รหัสการส่งต่อ; null = ชนิดอื่น', 'Id of the referral; null of other types.'],
  'FeedEvent.resolutionId': ['รหัสมติ; null = ชนิดอื่น', 'Id of the resolution; null of other types.'],
  'listEvents.after': [
    'nextCursor ครั้งก่อน หรือรหัสเหตุการณ์; ไม่ระบุ = จากเก่าสุดที่เก็บไว้',
    'The nextCursor of before, or the id of an event; absent: from the oldest that is kept.',
  ],
};
