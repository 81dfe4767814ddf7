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
  FailedDelivery: ['การส่งที่ไม่สำเร็จครั้งล่าสุด', 'The latest delivery that was not taken.'],
  'FailedDelivery.at': ['เวลาที่ส่ง', 'When it was tried.'],
  'FailedDelivery.reason': ['เหตุที่ไม่สำเร็จ', 'Why it was not taken.'],
  'FailedDelivery.tries': ['จำนวนครั้งที่ไม่สำเร็จติดต่อกัน', 'How many deliveries in a row were not taken.'],
  NewWebhook: ['ที่อยู่ปลายทางใหม่', 'Where to send the events of the organisation.'],
  'NewWebhook.organisation': [
    'รหัสหน่วยงาน; ไม่ระบุ = หน่วยงานของบัญชี',
    'Slug of the organisation; absent: the only one of the account.',
  ],
  'NewWebhook.url': ['ที่อยู่ https บนอินเทอร์เน็ตสาธารณะ', 'An https address of the public internet.'],
  Webhook: ['ที่อยู่ปลายทางซึ่งระบบส่งเหตุการณ์ไปให้', 'Where the events of an organisation are sent.'],
  'Webhook.createdAt': ['เวลาที่กำหนด ส่งเฉพาะเหตุการณ์หลังจากนี้', 'When it was made; later events are sent.'],
  'Webhook.failed': [
    'การส่งที่ไม่สำเร็จล่าสุด; null = ครั้งล่าสุดสำเร็จหรือยังไม่เคยส่ง',
    'The latest failure; null when the latest delivery was taken, or there was none.',
  ],
  'Webhook.id': ['รหัสของที่อยู่ปลายทาง', 'Id of the webhook.'],
  'Webhook.organisation': ['รหัสหน่วยงาน', 'Slug of the organisation.'],
  'Webhook.secret': [
    'ความลับสำหรับตรวจลายเซ็น แสดงครั้งเดียวตอนสร้าง; null = แสดงไปแล้ว',
    'The secret of the signatures, shown once when it is made; null afterwards.',
  ],
  'Webhook.takenAt': ['ส่งสำเร็จล่าสุดเมื่อ', 'When a delivery was taken last.'],
  'Webhook.url': ['ที่อยู่ https', 'Its https address.'],
  'deleteWebhook.id': ['รหัสของที่อยู่ปลายทาง', 'Id of the webhook.'],
};
