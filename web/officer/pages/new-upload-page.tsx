import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { UploadSource } from 'virtual:codes';
import type { createUpload } from '#shared/contracts/uploads.ts';
import { SOURCE_RULES } from '#shared/domain/intake/columns/columns.ts';
import { thaiColumn } from '#shared/domain/intake/columns/thai-column.ts';
import { UPLOAD_SOURCES } from '#shared/domain/intake/cells/row.ts';
import { Choice, faultOf, Field, type Faults } from '../../kit/controls.tsx';
import { useSend } from '../../kit/form.tsx';
import { Progress } from '../../kit/progress.tsx';
import { Failed } from '../../kit/states.tsx';
import type { SentBody } from '../../kit/api.ts';
import { ask } from '../calls.ts';
import { saveFile, sendFile } from '../files.ts';
import { targetListsQuery } from '../target-lists.ts';
import { Title } from '../title.tsx';

type Source = (typeof UPLOAD_SOURCES)[number];
type Body = SentBody<typeof createUpload>;
type Pair = { header: string; key: string };

function asSource(text: string | null): Source | '' {
  return UPLOAD_SOURCES.find((each) => each === text) ?? '';
}

export function NewUploadPage(): ReactNode {
  const navigate = useNavigate();
  // Another view may have chosen already: a file to be sent again, a list to be filled.
  const [asked] = useState(() => new URLSearchParams(location.search));
  const [source, setSource] = useState(() => asSource(asked.get('source')));
  const [list, setList] = useState(asked.get('list') ?? '');
  const [file, setFile] = useState<File>();
  const [trial, setTrial] = useState<'real' | 'trial'>(asked.get('real') === null ? 'trial' : 'real');
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  const [share, setShare] = useState<number>();

  const form = useSend({
    send: async (said: { body: Body; file: string }, key) => {
      const offered = await ask<typeof createUpload>('POST', '/v1/uploads', { body: said.body, key });
      if (file === undefined) return offered;
      setShare(0);
      try {
        await sendFile(offered, file, setShare);
      } finally {
        setShare(undefined);
      }
      return offered;
    },
    done: async ({ uploadId }) => await navigate({ to: '/officer/uploads/$id', params: { id: uploadId } }),
    fieldOf: (pointer) =>
      pointer.startsWith('/columns') ? 'columns' : pointer === '/size' ? 'file' : pointer.slice(1),
  });
  useEffect(() => {
    if (share === undefined) return undefined;
    // The file is on its way: the browser asks before it leaves.
    const stay = (event: Event): void => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [share]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing: Faults = [
      ...(source === '' ? [{ field: 'source', message: 'เลือกชนิดของไฟล์' }] : []),
      ...(source === 'tpmap-targets' && list === '' ? [{ field: 'list', message: 'เลือกบัญชีเป้าหมาย' }] : []),
      ...(file === undefined ? [{ field: 'file', message: 'เลือกไฟล์' }] : []),
    ];
    const mapped = pairs.filter(({ header, key }) => header.trim() !== '' && key !== '');
    form.submit(
      {
        file: `${file?.name} ${file?.size} ${file?.lastModified}`,
        body: {
          source: source === '' ? 'assistance' : source,
          filename: file?.name ?? '',
          size: file?.size ?? 0,
          ...(list === '' || source !== 'tpmap-targets' ? {} : { list }),
          ...(trial === 'trial' ? { dryRun: true } : {}),
          ...(mapped.length === 0
            ? {}
            : {
                columns: Object.fromEntries(mapped.map(({ header, key }) => [header.trim(), key])) as Body['columns'],
              }),
        },
      },
      missing,
    );
  };
  return (
    <>
      <Title>ส่งไฟล์</Title>
      <form onSubmit={submit} noValidate>
        {form.refusal}
        <Field
          name="source"
          label="ชนิดของไฟล์"
          value={source}
          fault={faultOf(form.faults, 'source')}
          options={[['', 'เลือก'], ...UPLOAD_SOURCES.map((code) => [code, UploadSource[code] ?? code] as const)]}
          onChange={(code) => {
            setSource(asSource(code));
            setPairs([]);
          }}
        />
        {source !== '' && <Template source={source} />}
        {source === 'tpmap-targets' && (
          <ListField value={list} fault={faultOf(form.faults, 'list')} onChange={setList} />
        )}
        <FileField file={file} fault={faultOf(form.faults, 'file')} onChange={setFile} />
        {source !== '' && (
          <Columns source={source} pairs={pairs} fault={faultOf(form.faults, 'columns')} onChange={setPairs} />
        )}
        <Choice
          name="trial"
          label="ทำอะไรกับไฟล์นี้"
          value={trial}
          codes={[
            ['trial', 'ตรวจก่อน ยังไม่บันทึก'],
            ['real', 'นำเข้าระบบ'],
          ]}
          onChange={setTrial}
        />
        <button type="submit" disabled={form.isPending}>
          ส่งไฟล์
        </button>
        {share !== undefined && <Progress share={share} label="กำลังส่งไฟล์ กรุณาเปิดหน้านี้ไว้จนส่งครบ" />}
      </form>
    </>
  );
}

function Template({ source }: { source: Source }): ReactNode {
  const save = useMutation({ mutationFn: async () => await saveFile(`/v1/upload-templates/${source}`) });
  return (
    <div className="field">
      <button type="button" className="plain" disabled={save.isPending} onClick={() => save.mutate()}>
        ดาวน์โหลดแบบฟอร์ม Excel
      </button>
      {save.error !== null && <Failed error={save.error} />}
    </div>
  );
}

function ListField(props: { value: string; fault: string | undefined; onChange: (id: string) => void }): ReactNode {
  const lists = useQuery(targetListsQuery());
  const open = (lists.data?.items ?? []).filter(({ status }) => status !== 'SUPERSEDED');
  if (lists.error !== null && lists.data === undefined) return <Failed error={lists.error} />;
  return (
    <Field
      name="list"
      label="บัญชีเป้าหมายที่จะเติม"
      value={props.value}
      fault={props.fault}
      options={[['', 'เลือก'], ...open.map(({ id, name }) => [id, name] as const)]}
      onChange={props.onChange}
    />
  );
}

function FileField(props: {
  file: File | undefined;
  fault: string | undefined;
  onChange: (file: File | undefined) => void;
}): ReactNode {
  const { file, fault, onChange } = props;
  return (
    <div className="field">
      <label className="label" htmlFor="file">
        ไฟล์ Excel (.xlsx) หรือ CSV
      </label>
      {fault !== undefined && (
        <p id="file-fault" className="fault">
          {fault}
        </p>
      )}
      <input
        id="file"
        type="file"
        accept=".xlsx,.csv,.txt,.tsv"
        {...(fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': 'file-fault' })}
        onChange={({ target }) => onChange(target.files?.[0])}
      />
      {file !== undefined && (
        <p className="hint">
          {file.name} · {(file.size / 1024).toLocaleString('th-TH', { maximumFractionDigits: 0 })} KB
        </p>
      )}
    </div>
  );
}

/** Headers of the office that the platform does not know. */
function Columns(props: {
  source: Source;
  pairs: readonly Pair[];
  fault: string | undefined;
  onChange: (pairs: readonly Pair[]) => void;
}): ReactNode {
  const { source, pairs, fault, onChange } = props;
  const options = [...SOURCE_RULES[source].columns].map((key) => [key, thaiColumn(key)] as const);
  const write = (at: number, changed: Partial<Pair>): void =>
    onChange(pairs.map((pair, index) => (index === at ? { ...pair, ...changed } : pair)));
  return (
    <fieldset id="columns" tabIndex={-1}>
      <legend>หัวคอลัมน์ของสำนักงานเอง (ถ้ามี)</legend>
      <p className="hint">ระบบรู้จักหัวคอลัมน์ที่ใช้กันทั่วไปเอง หากไฟล์ของท่านใช้ชื่ออื่น ให้จับคู่ที่นี่ ระบบจะจำไว้ใช้ครั้งต่อไป</p>
      {fault !== undefined && <p className="fault">{fault}</p>}
      {pairs.map(({ header, key }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- pairs are only added at the end
        <div key={at} className="filters">
          <Field
            name={`header-${at}`}
            label={`หัวคอลัมน์ในไฟล์ (${at + 1})`}
            value={header}
            onChange={(text) => write(at, { header: text })}
          />
          <Field
            name={`key-${at}`}
            label={`คือคอลัมน์ (${at + 1})`}
            value={key}
            options={[['', 'เลือก'], ...options]}
            onChange={(code) => write(at, { key: code })}
          />
        </div>
      ))}
      <button type="button" className="plain" onClick={() => onChange([...pairs, { header: '', key: '' }])}>
        + จับคู่หัวคอลัมน์
      </button>
    </fieldset>
  );
}
