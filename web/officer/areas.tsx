import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { listAreas } from '#shared/contracts/reference.ts';
import { Field } from '../kit/controls.tsx';
import { ask, meQuery } from './calls.ts';

const THAI = new Intl.Collator('th');
/** Digits of the codes of a province, a district, a sub-district. */
const LEVELS = [
  { digits: 2, label: 'จังหวัด' },
  { digits: 4, label: 'อำเภอ/เขต' },
  { digits: 6, label: 'ตำบล/แขวง' },
] as const;

function useAreas(under: string) {
  return useQuery({
    queryKey: ['areas', under],
    staleTime: Infinity,
    queryFn: async () => await ask<typeof listAreas>('GET', '/v1/reference/areas', { query: { under } }),
  });
}

/**
 * A place by province, district and sub-district, begun where the account works. Hears a code of two, four or six digits; `to`: how far
 * down one may choose.
 */
export function AreaField(props: {
  name: string;
  value: string;
  to: 4 | 6;
  fault?: string | undefined;
  onChange: (code: string) => void;
}): ReactNode {
  const { name, value, to, fault, onChange } = props;
  const scope = useQuery(meQuery).data?.scope.area ?? '';
  return (
    <fieldset id={name} tabIndex={-1}>
      <legend>พื้นที่</legend>
      {LEVELS.filter(({ digits }) => digits <= to).map(({ digits, label }) => (
        <Level
          key={digits}
          name={`${name}-${digits}`}
          label={label}
          under={digits === 2 ? 'TH' : value.slice(0, digits - 2)}
          shown={digits === 2 || value.length >= digits - 2}
          fixed={scope.length >= digits}
          value={value.length >= digits ? value.slice(0, digits) : ''}
          fault={digits === to ? fault : undefined}
          onChange={(code) => onChange(code === '' ? value.slice(0, digits - 2) : code)}
        />
      ))}
    </fieldset>
  );
}

function Level(props: {
  name: string;
  label: string;
  under: string;
  shown: boolean;
  /** The account works within this place alone. */
  fixed: boolean;
  value: string;
  fault?: string | undefined;
  onChange: (code: string) => void;
}): ReactNode {
  const { name, label, under, shown, fixed, value, fault, onChange } = props;
  const areas = useAreas(shown ? under : 'TH');
  if (!shown) return null;
  const items = (areas.data?.items ?? []).toSorted((one, other) => THAI.compare(one.nameTh, other.nameTh));
  const options = items
    .filter(({ code }) => !fixed || code === value)
    .map(({ code, nameTh }) => [code, nameTh] as const);
  const choices = fixed && options.length > 0 ? options : [['', 'เลือก'] as const, ...options];
  return <Field name={name} label={label} value={value} fault={fault} options={choices} onChange={onChange} />;
}

/** The name of a place by its code, of two, four or six digits; the code while the name is not known. */
export function AreaName({ code }: { code: string }): ReactNode {
  const areas = useAreas(code.length === 2 ? 'TH' : code.slice(0, -2));
  return areas.data?.items.find((each) => each.code === code)?.nameTh ?? code;
}
