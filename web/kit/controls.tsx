/** Controls of forms: a choice as big buttons, a field with its label, and the summary of what is wrong. */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

type Common = { name: string; label: string; fault?: string | undefined };

/** One of a few choices. */
export function Choice<Code extends string>(
  props: Common & {
    value: Code | '';
    codes: readonly (readonly [code: NoInfer<Code>, text: string])[];
    onChange: (code: NoInfer<Code>) => void;
  },
): ReactNode {
  const { name, label, fault, value, codes, onChange } = props;
  const id = useId();
  return (
    <fieldset id={name} tabIndex={-1}>
      <legend>{label}</legend>
      {fault !== undefined && <p className="fault">{fault}</p>}
      <div className="choices">
        {codes.map(([code, text]) => (
          <label key={code}>
            <input type="radio" name={id} checked={value === code} onChange={() => onChange(code)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Several of a few phrases, and words beside them. */
export function Phrases(
  props: Common & {
    phrases: readonly string[];
    value: { phrases: readonly string[]; words: string };
    onChange: (value: { phrases: readonly string[]; words: string }) => void;
  },
): ReactNode {
  const { name, label, fault, phrases, value, onChange } = props;
  const [writing, setWriting] = useState(value.words !== '');
  return (
    <fieldset id={name} tabIndex={-1}>
      <legend>{label}</legend>
      {fault !== undefined && <p className="fault">{fault}</p>}
      <div className="choices">
        {phrases.map((phrase) => (
          <label key={phrase}>
            <input
              type="checkbox"
              checked={value.phrases.includes(phrase)}
              onChange={({ target }) =>
                onChange({
                  ...value,
                  phrases: target.checked
                    ? [...value.phrases, phrase]
                    : value.phrases.filter((each) => each !== phrase),
                })
              }
            />
            {phrase}
          </label>
        ))}
        {!writing && (
          <button type="button" className="plain" aria-label={`${label}: เขียนเพิ่ม`} onClick={() => setWriting(true)}>
            เขียนเพิ่ม…
          </button>
        )}
      </div>
      {writing && (
        <input
          type="text"
          aria-label={`${label}: เขียนเพิ่ม`}
          value={value.words}
          onChange={({ target }) => onChange({ ...value, words: target.value })}
        />
      )}
    </fieldset>
  );
}

/** A field of text, or a list to choose from when `options` are given. */
export function Field(
  props: Common & {
    value: string;
    hint?: string;
    lines?: boolean;
    type?: 'email' | 'password' | 'text';
    numeric?: boolean;
    options?: readonly (readonly [code: string, text: string])[];
    onChange: (text: string) => void;
  },
): ReactNode {
  const { name, label, fault, value, hint, lines, type = 'text', numeric, options, onChange } = props;
  const told = [hint === undefined ? '' : `${name}-hint`, fault === undefined ? '' : `${name}-fault`].join(' ').trim();
  const shared = {
    id: name,
    value,
    ...(told === '' ? {} : { 'aria-describedby': told }),
    ...(fault === undefined ? {} : { 'aria-invalid': true }),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label className="label" htmlFor={name}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="hint">
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${name}-fault`} className="fault">
          {fault}
        </p>
      )}
      {options !== undefined ? (
        <select {...shared}>
          {options.map(([code, text]) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </select>
      ) : lines === true ? (
        <textarea {...shared} />
      ) : (
        <input {...shared} type={type} autoComplete="off" {...(numeric === true ? { inputMode: 'numeric' } : {})} />
      )}
    </div>
  );
}

export type Fault = { field: string; message: string };
export type Faults = readonly Fault[];

export function faultOf(faults: Faults, field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.message;
}

/** What is wrong with a form. It takes the focus, and each line leads to its field. */
export function ErrorSummary({ faults }: { faults: Faults }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className="notice bad" role="alert" tabIndex={-1} aria-labelledby="faults">
      <h2 id="faults">ยังบันทึกไม่ได้ กรุณาแก้ {faults.length} เรื่อง</h2>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a href={`#${field}`} onClick={(event) => (event.preventDefault(), leadTo(field))}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Moves the focus to a field: into the first control of a group. What hides it is opened. */
function leadTo(field: string): void {
  const found = document.getElementById(field);
  for (let at = found?.closest('details'); at !== null && at !== undefined; at = at.parentElement?.closest('details'))
    at.open = true;
  const control = found?.matches('fieldset') === true ? found.querySelector<HTMLElement>('input, select') : found;
  (control ?? found)?.focus();
  found?.scrollIntoView({ block: 'center' });
}
