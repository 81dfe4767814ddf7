/** The access table as a page that people read: which role holds which permission where, on which calls, and who grants what. */
import { permissionsOf, PERMISSIONS, ROLES, scopesFor, type Permission, type Role } from '../domain/access/access.ts';
import { GRANTED_BY } from '../domain/account/grants.ts';
import { CODE_LISTS } from './code-labels.ts';
import type { RouteContract } from './route.ts';
import { ROUTES } from './routes.ts';

const SHORT: Readonly<Record<Role, string>> = {
  NATIONAL_VIEWER: 'NAT',
  PROVINCE_SECRETARIAT: 'SEC',
  PROVINCE_EXEC: 'EXEC',
  DISTRICT_OFFICER: 'DIST',
  MUNICIPAL_OFFICER: 'MUN',
  FIELD_TEAM: 'FIELD',
  MENTOR: 'MENTOR',
  AGENCY_FOCAL: 'FOCAL',
  DATA_IMPORTER: 'IMPORT',
  REPORT_APPROVER: 'APPR',
  DPO_AUDITOR: 'DPO',
  SYSADMIN: 'SYS',
};

/** Where a role of an account in district 4201 holds a permission, as the page says it. */
function cellOf(role: Role, permission: Permission): string {
  const account = { sub: 'mentor', roles: [role], area: '4201', agency: 'cdd' };
  const [scope] = scopesFor(account, permission);
  switch (scope?.kind) {
    case undefined:
      return '–';
    case 'nation':
      return 'N';
    case 'agency':
      return 'O';
    case 'mentor':
      return 'M';
    case 'area':
      return scope.area === account.area ? 'A' : 'P';
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function wordsOf(permission: Permission): string {
  return CODE_LISTS['Permission']?.codes[permission]?.nameTh ?? '';
}

function rolesWith({ permission }: RouteContract): string {
  if (permission === 'public') return 'everybody, without sign-in';
  const any = [permission].flat();
  const holding = ROLES.filter((role) => any.some((one) => permissionsOf(role).includes(one)));
  return holding.length === ROLES.length ? 'every role' : holding.map((role) => SHORT[role]).join(' ');
}

function permissionOf({ permission }: RouteContract): string {
  if (typeof permission === 'string') return permission === 'public' ? '–' : `\`${permission}\``;
  return permission.length > 3 ? 'by what the body says' : permission.map((one) => `\`${one}\``).join(', ');
}

/** The text of docs/access-matrix.md. */
export function accessMatrix(): string {
  return `# Who may do what

Written by \`npm run access\` from the one access table (\`shared/domain/access/access.ts\`, the kinds of entries, the route table and \`shared/domain/account/grants.ts\`); a test
holds the page against them. What each cell means in each relation to a household is proved by \`test/integration/api/access-matrix.test.ts\` and
\`record-entry-matrix.test.ts\`.

${table(
  ['role', 'short'],
  ROLES.map((role) => [`${role} (${CODE_LISTS['Role']?.codes[role]?.nameTh ?? ''})`, SHORT[role]]),
)}

## Permissions

**N** the nation · **A** the account's own area, or what its unit covers · **P** the whole province of its area · **O** what its organisation helps, and its own doings · **M** the households
whose mentor it is · **–** none. A grant gives nothing outside of its days.

${table(
  ['permission', '', ...ROLES.map((role) => SHORT[role])],
  PERMISSIONS.map((permission) => [
    `\`${permission}\``,
    wordsOf(permission),
    ...ROLES.map((role) => cellOf(role, permission)),
  ]),
)}

## Calls

${table(
  ['call', 'permission', 'roles'],
  ROUTES.map((route) => [`\`${route.method} ${route.path}\``, permissionOf(route), rolesWith(route)]),
)}

## Who grants which role

${table(
  ['granter', 'grants'],
  ROLES.flatMap((role) => {
    const granted = Object.entries(GRANTED_BY[role] ?? {});
    return granted.length === 0 ? [] : [[SHORT[role], granted.map(([name, reach]) => `${name} (${reach})`).join(', ')]];
  }),
)}

Nobody grants to themselves, and DPO_AUDITOR holds no other role.
`;
}
