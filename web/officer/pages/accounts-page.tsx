import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { AccountState, Role } from 'virtual:codes';
import type {
  closeAccount,
  endAccountSessions,
  inviteAccount,
  listAccounts,
  putGrants,
  reinviteAccount,
  reopenAccount,
  suspendAccount,
} from '#shared/contracts/accounts.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ACCOUNT_LIFE_CYCLE } from '#shared/domain/account/account.ts';
import { GRANTED_BY, tiedTo } from '#shared/domain/account/grants.ts';
import type { SentBody } from '../../kit/api.ts';
import { faultOf, Field, type Faults } from '../../kit/controls.tsx';
import { dayText, today } from '../../kit/days.ts';
import { Step, useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { AreaField } from '../areas.tsx';
import { agenciesQuery, ask, meQuery, queries } from '../calls.ts';
import { Title } from '../title.tsx';

type Account = ReplyOf<typeof listAccounts>['items'][number];
type Grant = SentBody<typeof putGrants>['grants'][number];
type RoleCode = Grant['role'];

const KEY = ['accounts'];

async function lookAgain(): Promise<void> {
  await queries.invalidateQueries({ queryKey: KEY });
}

export function AccountsPage(): ReactNode {
  const mayManage = useQuery(meQuery).data?.permissions.includes('accounts:manage') === true;
  const [status, setStatus] = useState('');
  const [role, setRole] = useState('');
  return (
    <>
      <Title>บัญชีและสิทธิ์</Title>
      {mayManage && (
        <details className="card">
          <summary>เชิญผู้ใช้ใหม่</summary>
          <Invite />
        </details>
      )}
      <div className="filters">
        <Field
          name="status"
          label="สถานะ"
          value={status}
          options={[['', 'ทุกสถานะ'], ...Object.entries(AccountState)]}
          onChange={setStatus}
        />
        <Field
          name="role-of"
          label="บทบาท"
          value={role}
          options={[['', 'ทุกบทบาท'], ...Object.entries(Role)]}
          onChange={setRole}
        />
      </div>
      <Paged
        queryKey={[...KEY, status, role]}
        read={async (cursor) =>
          await ask<typeof listAccounts>('GET', '/v1/accounts', { query: { status, role, cursor } })
        }
        empty="ไม่มีบัญชีที่ท่านดูแลตามที่เลือก"
      >
        {(items) => (
          <ul className="rows">
            {items.map((account) => (
              <Row key={account.sub} account={account} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

/** A grant in one line. */
function useGrantText(): (grant: Account['grants'][number]) => string {
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  return ({ role, unit, agency, from, to }) =>
    [
      Role[role] ?? role,
      unit === null ? '' : `หน่วย ${unit}`,
      agency === null ? '' : (agencies.find(({ slug }) => slug === agency)?.nameTh ?? agency),
      `ตั้งแต่ ${dayText(from)}`,
      to === null ? '' : `ถึง ${dayText(to)}`,
    ]
      .filter((part) => part !== '')
      .join(' · ');
}

function Row({ account }: { account: Account }): ReactNode {
  const { sub, displayName, email, status, grants, reason } = account;
  const text = useGrantText();
  const path = `/v1/accounts/${encodeURIComponent(sub)}` as const;
  const next = ACCOUNT_LIFE_CYCLE[status];
  const name = displayName ?? 'ไม่ทราบชื่อ';
  return (
    <li>
      <strong>{name}</strong>{' '}
      <span className={status === 'ACTIVE' ? 'chip good' : status === 'SUSPENDED' ? 'chip bad' : 'chip'}>
        {AccountState[status]}
      </span>
      {email !== null && <div className="soft">{email}</div>}
      <ul>
        {grants.map((grant) => (
          <li key={`${grant.role} ${grant.unit ?? ''} ${grant.agency ?? ''} ${grant.from}`}>{text(grant)}</li>
        ))}
      </ul>
      {reason !== null && <p>เหตุผลที่ระงับ: {reason}</p>}
      {status !== 'CLOSED' && (
        <details className="card step">
          <summary>แก้ไขสิทธิ์</summary>
          {/* What is kept is said of the grants as they are: changed ones begin anew, or the next change would drop what this one added. */}
          <Grants key={account.version} account={account} />
        </details>
      )}
      {status === 'ACTIVE' && (
        <Step
          label="สิ้นสุดการลงชื่อเข้าใช้ทั้งหมด"
          onDo={async () => await ask<typeof endAccountSessions>('POST', `${path}/end-sessions`)}
        >
          <p>ผู้ใช้ต้องลงชื่อเข้าใช้ใหม่ มีผลภายใน 60 วินาที</p>
        </Step>
      )}
      {status === 'INVITED' && (
        <Step
          label="ส่งคำเชิญใหม่"
          onDo={async () => {
            await ask<typeof reinviteAccount>('POST', `${path}/reinvite`);
            await lookAgain();
          }}
        >
          <p>ลิงก์เดิมใช้ไม่ได้อีก ลิงก์ใหม่ใช้ได้ 72 ชั่วโมง</p>
        </Step>
      )}
      {next.includes('SUSPENDED') && (
        <Step
          label="ระงับบัญชี"
          why="เหตุผลที่ระงับ"
          onDo={async (why) => {
            await ask<typeof suspendAccount>('POST', `${path}/suspend`, { body: { reason: why } });
            await lookAgain();
          }}
        >
          <p>มีผลภายใน 60 วินาที เปิดใช้อีกครั้งได้</p>
        </Step>
      )}
      {status === 'SUSPENDED' && (
        <Step
          label="เปิดใช้อีกครั้ง"
          onDo={async () => {
            await ask<typeof reopenAccount>('POST', `${path}/reopen`);
            await lookAgain();
          }}
        >
          <p>บัญชีใช้ได้ตามสิทธิ์เดิม</p>
        </Step>
      )}
      {next.includes('CLOSED') && (
        <Step
          label="ปิดบัญชีถาวร"
          onDo={async () => {
            await ask<typeof closeAccount>('POST', `${path}/close`);
            await lookAgain();
          }}
        >
          <p>เปิดใช้อีกไม่ได้ สิ่งที่บัญชีนี้บันทึกไว้ยังอยู่</p>
        </Step>
      )}
    </li>
  );
}

type GrantForm = { role: RoleCode | ''; area: string; agency: string };
const EMPTY: GrantForm = { role: '', area: '', agency: '' };

/** The grant that a form says, from today on, or what it does not say. `at` begins the names of its fields. */
function grantOf({ role, area, agency }: GrantForm, at = ''): { grant: Grant } | { missing: Faults } {
  if (role === '') return { missing: [{ field: `${at}role`, message: 'เลือกบทบาท' }] };
  const tie = tiedTo(role);
  if (tie === 'unit' && area === '') return { missing: [{ field: `${at}area`, message: 'เลือกพื้นที่' }] };
  if (tie === 'agency' && agency === '') return { missing: [{ field: `${at}agency`, message: 'เลือกหน่วยงาน' }] };
  return {
    grant: {
      role,
      from: today(),
      ...(tie === 'unit' ? { unit: area } : {}),
      ...(tie === 'agency' ? { agency } : {}),
    },
  };
}

function GrantFields(props: {
  /** Begins the names of the fields: many such forms are on the page. */
  at?: string;
  value: GrantForm;
  faults: Faults;
  onChange: (changed: Partial<GrantForm>) => void;
}): ReactNode {
  const { at = '', value, faults, onChange } = props;
  const me = useQuery(meQuery).data;
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  // What the roles of this account may give: the platform judges where.
  const given = [...new Set((me?.roles ?? []).flatMap((role) => Object.keys(GRANTED_BY[role] ?? {}) as RoleCode[]))];
  const tie = value.role === '' ? 'nothing' : tiedTo(value.role);
  return (
    <>
      <Field
        name={`${at}role`}
        label="บทบาทที่ให้"
        value={value.role}
        fault={faultOf(faults, `${at}role`)}
        options={[['', 'เลือก'], ...given.map((code) => [code, Role[code] ?? code] as const)]}
        onChange={(code) => onChange({ role: given.find((each) => each === code) ?? '' })}
      />
      {tie === 'unit' && (
        <AreaField
          name={`${at}area`}
          value={value.area === '' ? (me?.scope.area ?? '') : value.area}
          to={6}
          fault={faultOf(faults, `${at}area`)}
          onChange={(area) => onChange({ area })}
        />
      )}
      {tie === 'agency' && (
        <Field
          name={`${at}agency`}
          label="หน่วยงาน"
          value={value.agency}
          fault={faultOf(faults, `${at}agency`)}
          options={[['', 'เลือก'], ...agencies.map(({ slug, nameTh }) => [slug, nameTh] as const)]}
          onChange={(agency) => onChange({ agency })}
        />
      )}
    </>
  );
}

/** A field of a grant that the API refuses: `/grants/0/unit` is the area of the form. */
function fieldOf(pointer: string): string {
  const last = pointer.split('/').at(-1) ?? '';
  return last === 'unit' ? 'area' : last;
}

function Invite(): ReactNode {
  const scope = useQuery(meQuery).data?.scope.area ?? '';
  const [displayName, setName] = useState('');
  const [email, setEmail] = useState('');
  const [grant, setGrant] = useState<GrantForm>({ ...EMPTY, area: scope });
  const form = useSend({
    send: async (body: SentBody<typeof inviteAccount>, key) =>
      await ask<typeof inviteAccount>('POST', '/v1/accounts', { body, key }),
    done: lookAgain,
    fieldOf,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = grantOf(grant);
    form.submit({ email: email.trim(), displayName, grants: 'grant' in said ? [said.grant] : [] }, [
      ...(displayName.trim() === '' ? [{ field: 'displayName', message: 'กรอกชื่อผู้ใช้' }] : []),
      ...(email.trim() === '' ? [{ field: 'email', message: 'กรอกอีเมล' }] : []),
      ...('missing' in said ? said.missing : []),
    ]);
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      {form.reply !== undefined && (
        <p className="notice good" role="status">
          ส่งคำเชิญแล้ว ผู้ใช้ตั้งรหัสผ่านเองจากลิงก์ในอีเมลภายใน 72 ชั่วโมง
        </p>
      )}
      <Field
        name="displayName"
        label="ชื่อที่แสดง"
        value={displayName}
        fault={faultOf(form.faults, 'displayName')}
        onChange={setName}
      />
      <Field
        name="email"
        label="อีเมล"
        type="email"
        value={email}
        fault={faultOf(form.faults, 'email')}
        onChange={setEmail}
      />
      <GrantFields
        value={grant}
        faults={form.faults}
        onChange={(changed) => setGrant((before) => ({ ...before, ...changed }))}
      />
      <button type="submit" disabled={form.isPending}>
        ส่งคำเชิญ
      </button>
    </form>
  );
}

/** All grants of an account: some taken away, one added. Refused when somebody changed them meanwhile. */
function Grants({ account }: { account: Account }): ReactNode {
  const { sub, version, grants } = account;
  const scope = useQuery(meQuery).data?.scope.area ?? '';
  const text = useGrantText();
  const [kept, setKept] = useState<readonly boolean[]>(() => grants.map(() => true));
  const [added, setAdded] = useState<GrantForm>({ ...EMPTY, area: scope });
  const form = useSend({
    send: async (body: SentBody<typeof putGrants>) =>
      await ask<typeof putGrants>('PUT', `/v1/accounts/${encodeURIComponent(sub)}/grants`, {
        body,
        ifMatch: version,
      }),
    done: lookAgain,
    fieldOf: (pointer) => `${sub}-${fieldOf(pointer)}`,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = added.role === '' ? undefined : grantOf(added, `${sub}-`);
    const still = grants
      .filter((_, at) => kept[at] === true)
      .map(({ role, unit, agency, dimension, from, to }): Grant => ({
        role,
        from,
        ...(unit === null ? {} : { unit }),
        ...(agency === null ? {} : { agency }),
        ...(dimension === null ? {} : { dimension }),
        ...(to === null ? {} : { to }),
      }));
    form.submit(
      { grants: [...still, ...(said !== undefined && 'grant' in said ? [said.grant] : [])] },
      said !== undefined && 'missing' in said ? said.missing : [],
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      <fieldset>
        <legend>สิทธิ์ที่คงไว้</legend>
        <div className="choices">
          {grants.map((grant, at) => (
            <label key={text(grant)}>
              <input
                type="checkbox"
                checked={kept[at] === true}
                onChange={({ target }) =>
                  setKept((before) => before.map((each, index) => (index === at ? target.checked : each)))
                }
              />
              {text(grant)}
            </label>
          ))}
        </div>
      </fieldset>
      <GrantFields
        at={`${sub}-`}
        value={added}
        faults={form.faults}
        onChange={(changed) => setAdded((before) => ({ ...before, ...changed }))}
      />
      <button type="submit" disabled={form.isPending}>
        บันทึกสิทธิ์
      </button>
    </form>
  );
}
