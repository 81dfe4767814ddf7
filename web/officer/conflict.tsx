/** Somebody changed a document meanwhile: whose word is sent, field by field. */
import { useState, type ReactNode } from 'react';
import { Choice } from '../kit/controls.tsx';
import { Failed } from '../kit/states.tsx';
import { Title } from './title.tsx';

/** In words. */
export type Differing = { key: string; label: string; mine: string; theirs: string };

/** Nothing is chosen beforehand. `who`: who changed it and when. `onSend` hears the keys of which my word is sent. */
export function Conflict(props: {
  title: string;
  differences: readonly Differing[];
  who: string;
  failure?: unknown;
  isPending?: boolean;
  onSend: (mine: ReadonlySet<string>) => void;
}): ReactNode {
  const { title, differences, who, failure, isPending = false, onSend } = props;
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const open = differences.filter(({ key }) => choices[key] === undefined).length;
  return (
    <>
      <Title>{title}</Title>
      <p className="notice warn">ยังไม่ได้บันทึก เลือกทีละช่องว่าจะใช้ของท่านหรือตามที่อยู่ในระบบ แล้วจึงส่ง</p>
      {failure !== undefined && <Failed error={failure} />}
      <ul className="rows">
        {differences.map(({ key, label, mine, theirs }) => (
          <li key={key}>
            <dl className="facts compared">
              <dt>ของฉัน</dt>
              <dd>{mine}</dd>
              <dt>ในระบบ</dt>
              <dd>{theirs}</dd>
              <dt>ใครแก้เมื่อไร</dt>
              <dd>{who}</dd>
            </dl>
            <Choice
              name={`choice-${key}`}
              label={label}
              value={choices[key] ?? ''}
              codes={[
                ['mine', 'ใช้ของฉัน'],
                ['theirs', 'ใช้ตามระบบ'],
              ]}
              onChange={(whose) => setChoices({ ...choices, [key]: whose })}
            />
          </li>
        ))}
      </ul>
      <p role="status">{open > 0 && `ยังไม่ได้เลือก ${open.toLocaleString('th-TH')} ช่อง`}</p>
      <button
        type="button"
        disabled={open > 0 || isPending}
        onClick={() => onSend(new Set(Object.keys(choices).filter((key) => choices[key] === 'mine')))}
      >
        ส่งตามที่เลือก
      </button>
    </>
  );
}
