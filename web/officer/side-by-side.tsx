/** Two households beside each other: what differs, and who lives there. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { HouseholdStatus } from 'virtual:codes';
import type { Household } from './calls.ts';
import type { Side } from './duplicate.ts';
import { birthText } from './household.ts';
import { comparedFields } from './merge.ts';

export const NUMBERS = ['ครัวเรือนที่ 1', 'ครัวเรือนที่ 2'] as const;

export function Differences({
  both,
  sides,
}: {
  both: readonly [Household, Household];
  sides: readonly [Side, Side];
}): ReactNode {
  const fields = comparedFields(both, HouseholdStatus);
  const differing = fields.filter(({ texts: [one, other] }) => one !== other);
  const same = fields.filter(({ texts: [one, other] }) => one === other && one !== '–');
  return (
    <>
      <table className="side-by-side">
        <caption>สิ่งที่ต่างกัน</caption>
        <thead>
          <tr>
            <th scope="col">เรื่อง</th>
            {both.map(({ id }, at) => (
              <th key={id} scope="col">
                <Link to="/officer/h/$id" params={{ id }}>
                  {NUMBERS[at]}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map(({ key, label, texts: [one, other] }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">สมาชิก</th>
            {both.map((household, at) => (
              <td key={household.id}>
                <Members of={household} alike={sides[at]?.personId ?? null} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {same.length > 0 && (
        <p className="soft">ตรงกัน: {same.map(({ label, texts: [text] }) => `${label} ${text}`).join(' · ')}</p>
      )}
    </>
  );
}

export function Members({ of: { members }, alike }: { of: Household; alike: string | null }): ReactNode {
  return (
    <ul>
      {members.map((member) => (
        <li key={member.id}>
          {personText(member)} {member.id === alike && <span className="chip bad">คล้ายกัน</span>}
          <div className="hint number">
            {[member.citizenId, birthText(member.birthDate)].filter(Boolean).join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function personText({ title, firstName, lastName }: Household['members'][number]): string {
  return [title, firstName, lastName].filter(Boolean).join(' ');
}
