/** What an account finds in its menus: told by its permissions, never by the names of its roles. */
import type { Permission } from './calls.ts';

type Menu = { to: string; label: string; permission: Permission };

/** In the order of daily work: the first of those that an account may open are at its thumb. */
const MENUS: readonly Menu[] = [
  { to: '/officer/today', label: 'วันนี้', permission: 'me:due' },
  { to: '/officer/search', label: 'ค้นหา', permission: 'households:search' },
  { to: '/officer/outbox', label: 'กล่องขาออก', permission: 'logbook:visit' },
  { to: '/officer/uploads', label: 'ไฟล์', permission: 'uploads:read' },
  { to: '/officer/mentors', label: 'พี่เลี้ยง', permission: 'households:list' },
  { to: '/officer/referrals', label: 'การส่งต่อ', permission: 'referrals:read' },
  { to: '/officer/duplicates', label: 'ครัวเรือนซ้ำ', permission: 'households:merge' },
  { to: '/officer/lists', label: 'เป้าหมาย', permission: 'target-lists:read' },
  { to: '/officer/rounds', label: 'รอบ Re-X-ray', permission: 'rexray:read' },
  { to: '/officer/campaigns', label: 'แผนรณรงค์', permission: 'campaigns:read' },
  { to: '/officer/figures', label: 'ตัวเลข', permission: 'statistics:read' },
  { to: '/officer/packages', label: 'ชุดรายงาน', permission: 'reports:read' },
  { to: '/officer/accounts', label: 'บัญชีและสิทธิ์', permission: 'accounts:manage' },
  { to: '/officer/organisations', label: 'หน่วยงานและหน่วย', permission: 'committees:read' },
  { to: '/officer/access-log', label: 'ใครดูแฟ้ม', permission: 'access-log:read' },
  { to: '/officer/subject-requests', label: 'คำขอใช้สิทธิ', permission: 'subject-requests:read' },
  { to: '/officer/break-glass', label: 'แฟ้มฉุกเฉิน', permission: 'break-glass:open' },
];

export function menusOf(permissions: readonly Permission[]): readonly Menu[] {
  return MENUS.filter(({ permission }) => permissions.includes(permission));
}
