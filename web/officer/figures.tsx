/** What the views of figures share: of which time, area and list they are, tables with the way to households, and those households. */
import { useQuery, type QueryKey } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { AssistanceType, Dimension, FunnelStep, Sector, Stage, TargetListSource, TargetState } from 'virtual:codes';
import {
  ALL,
  figureAt,
  type CaseColumn,
  type CaseSection,
  type LineWords,
} from '#shared/domain/statistics/case-columns.ts';
import { bangkokMonth, previousMonth } from '#shared/thai/bangkok-time.ts';
import { beYear } from '#shared/thai/be-year.ts';
import { Field } from '../kit/controls.tsx';
import { momentText, MONTHS } from '../kit/days.ts';
import { Paged } from '../kit/paged.tsx';
import { AreaField } from './areas.tsx';
import { agenciesQuery, meQuery } from './calls.ts';
import { targetListsQuery } from './target-lists.ts';

/** Months, and the quarters in them, that are offered. */
const MONTHS_BACK = 24;

/** The months that figures are asked of, newest first. */
export function monthsBack(): string[] {
  const months = [bangkokMonth(new Date())];
  while (months.length < MONTHS_BACK) months.push(previousMonth(months.at(-1) ?? ''));
  return months;
}

/** `2026-05` as `พฤษภาคม 2569`. */
export function monthText(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${beYear(`${month}-01`)}`;
}

/** Whether figures open to households for this account. */
export function useMayOpen(): boolean {
  return useQuery(meQuery).data?.permissions.includes('statistics:households') === true;
}

export type Asked = { time: string; area: string; list: string };

export function useAsked(time: string): Asked {
  const scope = useQuery(meQuery).data?.scope.area ?? '';
  return { time, area: scope, list: '' };
}

export function AskedFields(props: {
  asked: Asked;
  label: string;
  times: readonly (readonly [code: string, text: string])[];
  onChange: (asked: Asked) => void;
}): ReactNode {
  const { asked, label, times, onChange } = props;
  const mayList = useQuery(meQuery).data?.permissions.includes('target-lists:read') === true;
  const lists = useQuery({ ...targetListsQuery(), enabled: mayList }).data?.items ?? [];
  return (
    <>
      <div className="filters">
        <Field
          name="time"
          label={label}
          value={asked.time}
          options={times}
          onChange={(time) => onChange({ ...asked, time })}
        />
        <Field
          name="list"
          label="บัญชีเป้าหมาย"
          value={asked.list}
          options={[['', 'ทุกบัญชี'], ...lists.map(({ id, name }) => [id, name] as const)]}
          onChange={(list) => onChange({ ...asked, list })}
        />
      </div>
      <AreaField name="area" value={asked.area} to={4} onChange={(area) => onChange({ ...asked, area })} />
      {asked.area === '' && <p className="notice">เลือกจังหวัดเพื่อดูตัวเลข</p>}
    </>
  );
}

/** Which revision a report is, as of when, by which definitions. */
export function Told(of: { revision: number | null; asOf: string; definitions: string }): ReactNode {
  return (
    <p className="hint">
      {of.revision === null ? 'ยังไม่ปิดรอบ' : `ฉบับที่ ${of.revision.toLocaleString('th-TH')}`} · ตามที่ทราบเมื่อ{' '}
      {momentText(of.asOf)} · นิยาม {of.definitions}
    </p>
  );
}

/** A figure as it is printed; nothing is known: –. */
function figureText(value: unknown, format: string): string {
  if (typeof value === 'string') return value === '' ? '–' : value;
  if (typeof value !== 'number') return '–';
  const digits = format === 'count' ? 0 : format === 'days' ? 1 : 2;
  return value.toLocaleString('th-TH', {
    maximumFractionDigits: digits,
    minimumFractionDigits: format === 'percent' ? 2 : 0,
  });
}

/** A figure that leads to its households, when it counts some. */
export function Figure(props: {
  value: unknown;
  format: string;
  /** What the figure is, for readers: the words of its row and column. */
  name: string;
  onOpen: (() => void) | undefined;
}): ReactNode {
  const { value, format, name, onOpen } = props;
  const text = figureText(value, format);
  if (onOpen === undefined || typeof value !== 'number' || value === 0) return text;
  return (
    <button type="button" className="figure" aria-label={`${name}: ${text} ดูครัวเรือน`} onClick={onOpen}>
      {text}
    </button>
  );
}

const WORDS: Partial<Record<LineWords, Readonly<Record<string, string>>>> = {
  AssistanceType,
  Dimension,
  FunnelStep,
  Sector: { ...Sector, UNKNOWN: 'ไม่ทราบภาคี' },
  Stage: { ...Stage, NONE: 'ยังไม่ประเมิน' },
  TargetState,
};

function useWords(): (words: LineWords, code: string | null) => string {
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  return (words, code) => {
    if (code === ALL) return 'รวม';
    if (code === null) return words === 'Agency' ? 'ไม่ระบุหน่วยงาน' : '';
    if (words === 'Agency') return agencies.find(({ slug }) => slug === code)?.nameTh ?? code;
    if (words === 'OverlapCell')
      return code
        .split('+')
        .map((source) => TargetListSource[source] ?? source)
        .join(' + ');
    return WORDS[words]?.[code] ?? code;
  };
}

/** The tables of a report, as its sheets have them. `figureOf`: the figure that a cell opens, if it opens one. */
export function CaseTables<Row>(props: {
  sections: readonly CaseSection<Row>[];
  row: Row;
  figureOf: (file: string, code: string | null, key: string) => string | undefined;
  onOpen: (figure: string, name: string) => void;
}): ReactNode {
  const { sections, row, figureOf, onOpen } = props;
  const word = useWords();
  const mayOpen = useMayOpen();
  return sections.map((section) => {
    const { sheet, file, by, columns } = section;
    const lines = section.lines(row);
    if (lines.length === 0) return null;
    const cell = (code: string | null, of: object, { key, th, format }: CaseColumn): ReactNode => {
      const figure = mayOpen ? figureOf(file, code, key) : undefined;
      const name = [sheet, by === undefined ? '' : word(by.words, code), th].filter(Boolean).join(' ');
      return (
        <Figure
          value={figureAt(of, key)}
          format={format}
          name={name}
          onOpen={figure === undefined ? undefined : () => onOpen(figure, name)}
        />
      );
    };
    return (
      <section key={file} aria-label={sheet}>
        <h2>{sheet}</h2>
        {by === undefined ? (
          // One line of many figures: they are read downwards.
          <table className="downwards">
            <tbody>
              {columns.map((column) => (
                <tr key={column.key}>
                  <th scope="row">{column.th}</th>
                  <td className="number">{lines.map(({ code, of }) => cell(code, of, column))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <WideTable
            label={`ตาราง ${sheet}`}
            first={by.th}
            columns={columns.map(({ key, th }) => [key, th] as const)}
            rows={lines.map(({ code, of }) => ({
              key: code ?? '',
              name: word(by.words, code),
              cells: columns.map((column) => cell(code, of, column)),
            }))}
          />
        )}
        <Definitions of={columns.map(({ key, th, definition }) => [key, th, definition] as const)} />
      </section>
    );
  });
}

/** A table that may be wider than the screen: it is scrolled, and the names of its rows stay. */
export function WideTable(props: {
  label: string;
  first: string;
  columns: readonly (readonly [key: string, name: string])[];
  rows: readonly { key: string; name: ReactNode; cells: readonly ReactNode[] }[];
}): ReactNode {
  const { label, first, columns, rows } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is scrolled is reached by the keyboard
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columns.map(([key, name]) => (
              <th key={key} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={columns[at]?.[0]} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Definitions({
  of,
}: {
  of: readonly (readonly [key: string, name: string, words: string])[];
}): ReactNode {
  return (
    <details>
      <summary>นิยาม</summary>
      <dl>
        {of.map(([key, name, words]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export type Opened = { figure: string; name: string; area: string; of?: string };

/** The households behind a figure; takes the focus when it is opened. */
export function Behind(props: {
  opened: Opened;
  queryKey: QueryKey;
  read: (
    cursor: string | undefined,
  ) => Promise<{ items: readonly { id: string }[]; nextCursor: string | null; outside?: number }>;
  onClose: () => void;
}): ReactNode {
  const { opened, queryKey, read, onClose } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [opened]);
  return (
    <section className="card" aria-labelledby="behind">
      <h2 id="behind" ref={heading} tabIndex={-1}>
        ครัวเรือนของตัวเลข: {opened.name}
      </h2>
      <Paged
        queryKey={queryKey}
        read={read}
        empty="ไม่มีครัวเรือนที่เปิดได้ในพื้นที่ของท่าน"
        beside={({ outside = 0 }) =>
          outside > 0 && <p className="hint">อีก {outside.toLocaleString('th-TH')} ครัวเรือนอยู่นอกพื้นที่ของท่าน</p>
        }
      >
        {(items) => (
          <ol>
            {items.map(({ id }) => (
              <li key={id}>
                <Link to="/officer/h/$id" params={{ id }}>
                  เปิดแฟ้ม {id.slice(-6)}
                </Link>
              </li>
            ))}
          </ol>
        )}
      </Paged>
      <button type="button" className="plain" onClick={onClose}>
        ปิดรายการ
      </button>
    </section>
  );
}
