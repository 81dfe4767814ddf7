import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { registerHousehold } from '#shared/contracts/households.ts';
import { CallFailed } from '../../kit/api.ts';
import { ErrorSummary, faultOf, Field, type Faults } from '../../kit/controls.tsx';
import { Failed } from '../../kit/states.tsx';
import { AreaField } from '../areas.tsx';
import { ask, meQuery, queries, householdQuery } from '../calls.ts';
import { Title } from '../title.tsx';

const EMPTY = {
  addressNo: '',
  moo: '',
  village: '',
  houseCode: '',
  title: '',
  firstName: '',
  lastName: '',
  citizenId: '',
};

/** Fields of the form by what the API calls them. */
function fieldOf(pointer: string): string {
  if (pointer === '/areaCode') return 'area-6';
  return pointer.split('/').at(-1) ?? '';
}

/** An empty field is not said. */
function said(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

export function RegisterPage(): ReactNode {
  const me = useQuery(meQuery).data;
  const navigate = useNavigate();
  const [area, setArea] = useState(me?.scope.area ?? '');
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<Faults>([]);
  const [key] = useState(() => crypto.randomUUID());
  const write = (field: keyof typeof EMPTY) => (text: string) => setForm((before) => ({ ...before, [field]: text }));

  const register = useMutation({
    mutationFn: async (confirmNew: boolean) => {
      const { addressNo, moo, village, houseCode, title, firstName, lastName, citizenId } = form;
      const member = Object.fromEntries(
        Object.entries({ title, lastName, citizenId }).flatMap(([field, text]) =>
          said(text) === undefined ? [] : [[field, said(text)]],
        ),
      );
      return await ask<typeof registerHousehold>('POST', '/v1/households', {
        key: confirmNew ? `${key}-new` : key,
        body: {
          areaCode: area,
          addressNo: addressNo.trim(),
          ...(said(moo) === undefined ? {} : { moo: Number(moo) }),
          ...(said(village) === undefined ? {} : { village }),
          ...(said(houseCode) === undefined ? {} : { houseCode }),
          members: [{ firstName: firstName.trim(), ...member }],
          ...(confirmNew ? { confirmNew } : {}),
        },
      });
    },
    onSuccess: async (household) => {
      queries.setQueryData(householdQuery(household.id).queryKey, household);
      await navigate({ to: '/officer/h/$id', params: { id: household.id } });
    },
    onError: (error) => {
      if (!(error instanceof CallFailed)) return;
      setFaults((error.problem.errors ?? []).map(({ pointer, message }) => ({ field: fieldOf(pointer), message })));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing: Faults = [
      ...(area.length === 6 ? [] : [{ field: 'area-6', message: 'เลือกตำบลหรือแขวง' }]),
      ...(form.addressNo.trim() === '' ? [{ field: 'addressNo', message: 'กรอกบ้านเลขที่' }] : []),
      ...(form.firstName.trim() === '' ? [{ field: 'firstName', message: 'กรอกชื่อหัวหน้าครัวเรือน' }] : []),
    ];
    setFaults(missing);
    if (missing.length === 0) register.mutate(false);
  };
  const problem = register.error instanceof CallFailed ? register.error.problem : undefined;
  const field = (name: keyof typeof EMPTY, label: string, hint?: string, numeric = false): ReactNode => (
    <Field
      name={name}
      label={label}
      value={form[name]}
      fault={faultOf(faults, name)}
      numeric={numeric}
      {...(hint === undefined ? {} : { hint })}
      onChange={write(name)}
    />
  );
  return (
    <>
      <Title>ขึ้นทะเบียนครัวเรือนใหม่</Title>
      <p className="notice warn">
        กรุณา<Link to="/officer/search">ค้นหา</Link>ก่อนเสมอ เพื่อไม่ให้ครัวเรือนเดียวมีสองแฟ้ม
      </p>
      <ErrorSummary faults={faults} />
      {register.error !== null && faults.length === 0 && <Failed error={register.error} />}
      {problem?.candidates !== undefined && (
        <div className="card">
          <p>ครัวเรือนที่อาจเป็นครัวเรือนเดียวกัน</p>
          <ul>
            {problem.candidates.map(({ id }, index) => (
              <li key={id}>
                <Link to="/officer/h/$id" params={{ id }}>
                  เปิดแฟ้มที่ {index + 1}
                </Link>
              </li>
            ))}
          </ul>
          {problem.confirmable === true && (
            <button type="button" className="plain" onClick={() => register.mutate(true)}>
              ตรวจแล้ว เป็นครัวเรือนใหม่
            </button>
          )}
        </div>
      )}
      <form onSubmit={submit} noValidate>
        <AreaField name="area" value={area} to={6} fault={faultOf(faults, 'area-6')} onChange={setArea} />
        {field('addressNo', 'บ้านเลขที่')}
        {field('moo', 'หมู่ที่ (ถ้ามี)', undefined, true)}
        {field('village', 'ชื่อหมู่บ้านหรือชุมชน (ถ้ามี)')}
        {field('houseCode', 'รหัสประจำบ้าน 11 หลัก (ถ้ามี)', undefined, true)}
        <h2>หัวหน้าครัวเรือน</h2>
        {field('title', 'คำนำหน้า (ถ้ามี)')}
        {field('firstName', 'ชื่อ')}
        {field('lastName', 'นามสกุล (ถ้ามี)')}
        {field('citizenId', 'เลขประจำตัวประชาชน 13 หลัก (ถ้าทราบ)', undefined, true)}
        <button type="submit" disabled={register.isPending}>
          ขึ้นทะเบียน
        </button>
      </form>
    </>
  );
}
