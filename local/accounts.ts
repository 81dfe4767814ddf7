/** Demo accounts of one machine: a person of each role, and the systems of agencies. Everybody's password is `demo`. */
import { createHash } from 'node:crypto';

import type { Account, Client } from '#local/engines/oidc.ts';
import { RESOURCE_SERVER, SYSTEM_SCOPE } from '#shared/domain/access/system-scope.ts';
import type { Role } from '#shared/domain/access/access.ts';
import { agencies } from '#shared/reference/agencies.ts';

export const DEMO_PASSWORD = 'demo';

type Person = { username: string; role: Role; area?: string; agency?: string; title: string };

const PEOPLE: readonly Person[] = [
  { username: 'national-viewer', role: 'NATIONAL_VIEWER', title: 'ผู้ดูภาพรวมระดับประเทศ (สศช.)' },
  { username: 'province-secretariat-42', role: 'PROVINCE_SECRETARIAT', area: '42', title: 'เลขานุการ ศจพ.จ. เลย' },
  { username: 'province-secretariat-31', role: 'PROVINCE_SECRETARIAT', area: '31', title: 'เลขานุการ ศจพ.จ. บุรีรัมย์' },
  { username: 'province-exec-42', role: 'PROVINCE_EXEC', area: '42', title: 'ผู้บริหารจังหวัดเลย' },
  { username: 'district-officer-4201', role: 'DISTRICT_OFFICER', area: '4201', title: 'เจ้าหน้าที่ ศจพ.อ. เมืองเลย' },
  { username: 'municipal-officer-4201', role: 'MUNICIPAL_OFFICER', area: '4201', title: 'เจ้าหน้าที่เทศบาล อ.เมืองเลย' },
  { username: 'field-team-420101', role: 'FIELD_TEAM', area: '420101', title: 'ทีมปฏิบัติการ ต.กุดป่อง' },
  { username: 'mentor-4201', role: 'MENTOR', area: '4201', title: 'ข้าราชการพี่เลี้ยง อ.เมืองเลย' },
  { username: 'data-importer-42', role: 'DATA_IMPORTER', area: '42', title: 'ผู้นำเข้าข้อมูล จ.เลย' },
  { username: 'report-approver-42', role: 'REPORT_APPROVER', area: '42', title: 'ผู้รับรองรายงาน จ.เลย' },
  { username: 'second-approver-42', role: 'REPORT_APPROVER', area: '42', title: 'ผู้รับรองรายงาน จ.เลย คนที่สอง' },
  { username: 'dpo-auditor', role: 'DPO_AUDITOR', title: 'เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล' },
  { username: 'sysadmin', role: 'SYSADMIN', title: 'ผู้ดูแลระบบ (ไม่เห็นข้อมูลครัวเรือน)' },
  ...agencies.map(({ slug, nameTh }) => ({
    username: `agency-focal-${slug}`,
    role: 'AGENCY_FOCAL' as const,
    agency: slug,
    title: `ผู้ประสานงาน ${nameTh}`,
  })),
];

/** The same subject at every start, and no name in it. */
function subjectOf(username: string): string {
  const hex = createHash('sha256').update(`demo account ${username}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** What the records of the demo accounts begin with. */
export const demoPeople: readonly (Person & { sub: string })[] = PEOPLE.map((person) => ({
  ...person,
  sub: subjectOf(person.username),
}));

export const demoAccounts: readonly Account[] = demoPeople.map((person) => ({
  username: person.username,
  password: DEMO_PASSWORD,
  sub: person.sub,
  title: person.title,
}));

/** The officers' face of this machine, and one system per agency: `agency-<slug>`, secret `demo`. */
export const demoClients: readonly Client[] = [
  { clientId: 'web', redirectUris: ['/officer/today'], scopes: ['openid'] },
  ...agencies.map(({ slug }) => ({
    clientId: `agency-${slug}`,
    clientSecret: DEMO_PASSWORD,
    // The second is the scope that systems asked for while scopes named agencies. The record says to which agency a client belongs.
    scopes: [SYSTEM_SCOPE, `${RESOURCE_SERVER}/agency.${slug}`],
  })),
];

/** What the records of those systems begin with. */
export const demoSystems: readonly { clientId: string; agency: string; title: string }[] = agencies.map(
  ({ slug, nameTh }) => ({ clientId: `agency-${slug}`, agency: slug, title: `ระบบตัวอย่างของ ${nameTh}` }),
);

/** Slug of the agency an account or client speaks for. */
export function agencyOf(sub: string): string | undefined {
  return AGENCY_OF.get(sub);
}

const AGENCY_OF = new Map(
  agencies.flatMap(({ slug }) => [
    [subjectOf(`agency-focal-${slug}`), slug] as const,
    [`agency-${slug}`, slug] as const,
  ]),
);
