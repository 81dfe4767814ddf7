/** A day in the Buddhist era: buttons for the usual days, and three fields for any other. */
import { useId, useState, type ReactNode } from 'react';
import { beYear } from '#shared/thai/be-year.ts';
import { dayText, MONTHS, readDay } from './days.ts';

type Usual = { label: string; day: string };

/** `value`: the day, `''` while none is known. `onChange` hears a day, or `''` with what is wrong. */
export function DateField(props: {
  name: string;
  label: string;
  value: string;
  usual: readonly Usual[];
  last: string;
  fault?: string | undefined;
  /** Label of the choice of no day, where one need not be said. */
  none?: string;
  onChange: (day: string, fault?: string) => void;
}): ReactNode {
  const { name, label, value, usual, last, fault, none, onChange } = props;
  const id = useId();
  const known = usual.some(({ day }) => day === value);
  const [other, setOther] = useState(value !== '' && !known);
  const [parts, setParts] = useState(() => ({
    day: value === '' ? '' : String(Number(value.slice(8))),
    month: value === '' ? '1' : String(Number(value.slice(5, 7))),
    year: value === '' ? '' : String(beYear(value)),
  }));
  const write = (changed: Partial<typeof parts>): void => {
    const next = { ...parts, ...changed };
    setParts(next);
    const read = readDay(next, last);
    if ('day' in read) onChange(read.day);
    else onChange('', read.fault);
  };
  const invalid = fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-fault` };
  return (
    <fieldset id={name} tabIndex={-1}>
      <legend>{label}</legend>
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault">
          {fault}
        </p>
      )}
      <div className="choices">
        {none !== undefined && (
          <label>
            <input
              type="radio"
              name={id}
              checked={!other && value === ''}
              onChange={() => (setOther(false), onChange(''))}
            />
            {none}
          </label>
        )}
        {usual.map(({ label: text, day }) => (
          <label key={text}>
            <input
              type="radio"
              name={id}
              checked={!other && value === day}
              onChange={() => (setOther(false), onChange(day))}
            />
            {text} <span className="for-readers">{dayText(day)}</span>
          </label>
        ))}
        <label>
          <input type="radio" name={id} checked={other} onChange={() => setOther(true)} />
          {other && value !== '' ? dayText(value) : 'วันอื่น'}
        </label>
      </div>
      {other && (
        <div className="day">
          <div>
            <label htmlFor={`${id}-day`}>วันที่</label>
            <input
              id={`${id}-day`}
              inputMode="numeric"
              value={parts.day}
              onChange={(event) => write({ day: event.target.value })}
              {...invalid}
            />
          </div>
          <div className="month">
            <label htmlFor={`${id}-month`}>เดือน</label>
            <select id={`${id}-month`} value={parts.month} onChange={(event) => write({ month: event.target.value })}>
              {MONTHS.map((month, index) => (
                <option key={month} value={index + 1}>
                  {month}
                </option>
              ))}
            </select>
          </div>
          <div>
            <label htmlFor={`${id}-year`}>ปี พ.ศ.</label>
            <input
              id={`${id}-year`}
              inputMode="numeric"
              value={parts.year}
              onChange={(event) => write({ year: event.target.value })}
              {...invalid}
            />
          </div>
        </div>
      )}
    </fieldset>
  );
}
