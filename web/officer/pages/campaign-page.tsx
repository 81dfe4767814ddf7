import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { CampaignStatus, Metric, MilestoneStatus, TargetState, UnitKind } from 'virtual:codes';
import type { listCampaigns, putCampaign } from '#shared/contracts/campaigns.ts';
import type { readCampaignStatus } from '#shared/contracts/case-statistics.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { CallFailed } from '../../kit/api.ts';
import { Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, momentText, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Shown } from '../../kit/states.tsx';
import { AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { campaignField, CampaignForm, type CampaignBody } from '../campaign-form.tsx';
import { Conflict, type Differing } from '../conflict.tsx';
import { WideTable } from '../figures.tsx';
import { targetListsQuery } from '../target-lists.ts';
import { Title } from '../title.tsx';

type Campaign = ReplyOf<typeof listCampaigns>['items'][number];
type Status = ReplyOf<typeof readCampaignStatus>;
type Figures = NonNullable<Status['total']>;
type Milestone = Figures['milestones'][number];

/** A campaign of the account's area as it is now. Throws CallFailed. */
async function read(id: string): Promise<Campaign> {
  const { items } = await ask<typeof listCampaigns>('GET', '/v1/campaigns');
  const found = items.find((each) => each.id === id);
  if (found === undefined) throw new CallFailed(404, {});
  return found;
}

export function CampaignPage({ id }: { id: string }): ReactNode {
  const campaign = useQuery({ queryKey: ['campaigns', id], queryFn: async () => await read(id) });
  return <Shown of={campaign}>{(known) => <Known campaign={known} />}</Shown>;
}

function Known({ campaign }: { campaign: Campaign }): ReactNode {
  const mayManage = useQuery(meQuery).data?.permissions.includes('campaigns:manage') === true;
  const [day, setDay] = useState(today());
  const [conflict, setConflict] = useState<Stale>();
  const [saved, setSaved] = useState(false);
  const { id, name, scopeArea, status } = campaign;
  if (conflict !== undefined)
    return (
      <CampaignConflict
        stale={conflict}
        onSaved={() => {
          setConflict(undefined);
          setSaved(true);
        }}
        onStale={setConflict}
      />
    );
  return (
    <>
      <Title>{name}</Title>
      <p className="soft">
        <AreaName code={scopeArea} /> · {CampaignStatus[status ?? 'RUNNING']}
      </p>
      <div role="status">{saved && <p className="notice good">บันทึกแผนแล้ว</p>}</div>
      {mayManage && (
        <details className="card" key={campaign.version}>
          <summary>แก้ไขแผน</summary>
          <Edit campaign={campaign} onStale={setConflict} onSaved={() => setSaved(true)} />
        </details>
      )}
      {status === 'DRAFT' ? (
        <p className="notice">แผนนี้ยังเป็นร่าง จึงยังไม่นับ เปลี่ยนสถานะเป็น{CampaignStatus['RUNNING']}เพื่อเริ่มนับ</p>
      ) : (
        <>
          <DateField
            name="asOf"
            label="สถานะเมื่อสิ้นวัน"
            value={day}
            last={today()}
            usual={[{ label: 'วันนี้', day: today() }]}
            onChange={(chosen) => setDay(chosen === '' ? day : chosen)}
          />
          <StatusOf id={id} day={day} />
        </>
      )}
    </>
  );
}

function StatusOf({ id, day }: { id: string; day: string }): ReactNode {
  const status = useQuery({
    queryKey: ['campaigns', id, 'status', day],
    queryFn: async () =>
      await ask<typeof readCampaignStatus>('GET', `/v1/campaigns/${encodeURIComponent(id)}/status`, {
        // Today is the day that has not ended: the API counts it when no day is asked for.
        query: { asOf: day === today() ? undefined : day },
      }),
  });
  return (
    <Shown of={status}>
      {(known) => (
        <>
          {known.total === null ? (
            <p className="notice">ยอดรวมของแผนเป็นของทั้งพื้นที่ของแผน ท่านเห็นเฉพาะหน่วยในพื้นที่ของท่าน</p>
          ) : (
            <Total figures={known.total} />
          )}
          <Units status={known} />
          <p className="hint">
            สิ้นวันที่ {dayText(known.day)} · ตามที่ทราบเมื่อ {momentText(known.asOf)} · นิยาม {known.definitions}
          </p>
        </>
      )}
    </Shown>
  );
}

function number(count: number | null): string {
  return count?.toLocaleString('th-TH') ?? '–';
}

function milestoneName({ metric, pct, dueOn }: Pick<Milestone, 'metric' | 'pct' | 'dueOn'>): string {
  return `${Metric[metric]} ร้อยละ ${number(pct)} ภายใน ${dayText(dueOn)}`;
}

function StatusChip({ status }: { status: Milestone['status'] }): ReactNode {
  if (status === null) return <span className="chip">ยังไม่เริ่ม</span>;
  const kind = status === 'MISSED' || status === 'AT_RISK' ? 'chip bad' : 'chip good';
  return <span className={kind}>{MilestoneStatus[status]}</span>;
}

function Total({ figures: { milestones, exits } }: { figures: Figures }): ReactNode {
  const out = Object.entries(exits).filter(([, count]) => count > 0);
  return (
    <>
      {milestones.map((milestone, at) => (
        // Two milestones may say the same.
        // oxlint-disable-next-line react/no-array-index-key -- they keep their order
        <section key={at} aria-labelledby={`milestone-${at}`}>
          <h2 id={`milestone-${at}`}>{milestoneName(milestone)}</h2>
          <p>
            <StatusChip status={milestone.status} />
          </p>
          <dl className="tiles">
            {(
              [
                ['เป้าหมาย (ครัวเรือนฐาน)', milestone.baseline],
                ['ทำแล้ว', milestone.count],
                ['ต้องทำให้ถึง', milestone.threshold],
              ] as const
            ).map(([label, count]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{number(count)}</dd>
              </div>
            ))}
          </dl>
          <dl className="facts">
            <dt>ร้อยละที่ทำแล้ว</dt>
            <dd>{number(milestone.percent)}</dd>
            <dt>บันทึกทันวันครบกำหนด</dt>
            <dd>{milestone.countAtDue === null ? 'ยังไม่ครบกำหนด' : number(milestone.countAtDue)}</dd>
            <dt>เพิ่มหลังตรึงบัญชีและทำแล้ว</dt>
            <dd>{number(milestone.lateAdded)}</dd>
            {milestone.adjusted !== null && (
              <>
                <dt>เฉพาะผู้ที่ยังเข้าถึงได้</dt>
                <dd>
                  ทำแล้ว {number(milestone.adjusted.count)} จาก {number(milestone.adjusted.baseline)} ต้องทำให้ถึง{' '}
                  {number(milestone.adjusted.threshold)} <StatusChip status={milestone.adjusted.status} />
                </dd>
              </>
            )}
          </dl>
        </section>
      ))}
      <h2>เข้าถึงไม่ได้แล้ว</h2>
      {out.length === 0 ? (
        <p className="soft">ไม่มี</p>
      ) : (
        <dl className="facts">
          {out.map(([state, count]) => (
            <div key={state}>
              <dt>{TargetState[state]}</dt>
              <dd>{number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function Units({ status: { units, total } }: { status: Status }): ReactNode {
  const [at, setAt] = useState(0);
  const milestones = total?.milestones ?? units[0]?.milestones ?? [];
  return (
    <section aria-labelledby="units">
      <h2 id="units">รายหน่วย</h2>
      {units.length === 0 ? (
        <p className="notice">ยังไม่มีหน่วยที่มีคำสั่งในพื้นที่ของแผนนี้</p>
      ) : (
        <>
          {milestones.length > 1 && (
            <Field
              name="milestone"
              label="หมุดหมาย"
              value={String(at)}
              options={milestones.map((milestone, index) => [String(index), milestoneName(milestone)] as const)}
              onChange={(chosen) => setAt(Number(chosen))}
            />
          )}
          <WideTable
            label="สถานะรายหน่วย"
            first="หน่วย"
            columns={[
              ['baseline', 'เป้าหมาย'],
              ['count', 'ทำแล้ว'],
              ['threshold', 'ต้องทำให้ถึง'],
              ['countAtDue', 'ทันวันครบกำหนด'],
              ['reachable', 'ยังเข้าถึงได้'],
              ['status', 'สถานะ'],
            ]}
            rows={units.flatMap(({ unit, kind, name, milestones: all }) => {
              const milestone = all[at];
              if (milestone === undefined) return [];
              const { baseline, count, threshold, countAtDue, adjusted, status } = milestone;
              return [
                {
                  key: unit ?? '',
                  name:
                    unit === null
                      ? 'ไม่มีหน่วยใดครอบคลุม'
                      : (name ?? (
                          <>
                            {kind === null ? '' : UnitKind[kind]} {unit}
                          </>
                        )),
                  cells: [
                    number(baseline),
                    number(count),
                    number(threshold),
                    number(countAtDue),
                    number(adjusted?.baseline ?? null),
                    <StatusChip key="status" status={status} />,
                  ],
                },
              ];
            })}
          />
        </>
      )}
    </section>
  );
}

type Changed = CampaignBody & { reason?: string };
/** What was not saved, and the campaign as somebody else saved it. */
type Stale = { mine: Changed; theirs: Campaign };

/** Sends a change; a campaign that somebody else changed meanwhile is read anew and handed to `onStale`. */
function useChange(id: string, version: number, onStale: (stale: Stale) => void, onSaved: () => void) {
  return useSend({
    send: async (body: Changed, key) => {
      try {
        await ask<typeof putCampaign>('PUT', `/v1/campaigns/${encodeURIComponent(id)}`, {
          body,
          key,
          ifMatch: version,
        });
        return true;
      } catch (error) {
        if (!(error instanceof CallFailed && error.problem.code === 'version-conflict')) throw error;
        onStale({ mine: body, theirs: await read(id) });
        return false;
      }
    },
    done: async (isSaved) => {
      await queries.invalidateQueries({ queryKey: ['campaigns'] });
      if (isSaved) onSaved();
    },
    fieldOf: campaignField,
  });
}

function Edit(props: { campaign: Campaign; onStale: (stale: Stale) => void; onSaved: () => void }): ReactNode {
  const { campaign, onStale, onSaved } = props;
  const [reason, setReason] = useState('');
  const form = useChange(campaign.id, campaign.version, onStale, onSaved);
  return (
    <CampaignForm
      first={bodyOf(campaign)}
      submit="บันทึกการแก้ไข"
      faults={form.faults}
      refusal={form.refusal}
      isPending={form.isPending}
      onSubmit={(body, missing) =>
        form.submit({ ...body, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }, missing)
      }
    >
      <Field
        name="reason"
        label="เหตุผลที่แก้ (แผนที่เริ่มแล้วต้องมี)"
        lines
        value={reason}
        fault={form.faults.find(({ field }) => field === 'reason')?.message}
        onChange={setReason}
      />
    </CampaignForm>
  );
}

function bodyOf({ name, lists, scopeArea, startsOn, status, milestones }: Campaign): CampaignBody {
  return { name, lists, scopeArea, ...(startsOn === null ? {} : { startsOn }), status, milestones };
}

const FIELDS = {
  name: 'ชื่อแผน',
  lists: 'บัญชีเป้าหมาย',
  scopeArea: 'พื้นที่',
  startsOn: 'เริ่มนับวันที่',
  status: 'สถานะของแผน',
  milestones: 'หมุดหมาย',
} as const satisfies Partial<Record<keyof CampaignBody, string>>;

function CampaignConflict(props: { stale: Stale; onSaved: () => void; onStale: (stale: Stale) => void }): ReactNode {
  const { stale, onSaved, onStale } = props;
  const { mine, theirs } = stale;
  const lists = useQuery(targetListsQuery()).data?.items ?? [];
  const form = useChange(theirs.id, theirs.version, onStale, onSaved);
  const stored = bodyOf(theirs);
  const text = (body: CampaignBody, field: keyof typeof FIELDS): string => {
    switch (field) {
      case 'lists':
        return body.lists.map((id) => lists.find((list) => list.id === id)?.name ?? id).join(' · ') || '–';
      case 'milestones':
        return body.milestones.map(milestoneName).join(' · ');
      case 'status':
        return CampaignStatus[body.status ?? 'RUNNING'] ?? '';
      case 'startsOn':
        return dayText(body.startsOn);
      case 'name':
      case 'scopeArea':
        return body[field];
    }
  };
  const keys = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter(
    (field) => JSON.stringify(mine[field] ?? null) !== JSON.stringify(stored[field] ?? null),
  );
  const differences = keys.map((field): Differing => ({
    key: field,
    label: FIELDS[field],
    mine: text(mine, field),
    theirs: text(stored, field),
  }));
  return (
    <>
      {form.refusal}
      <Conflict
        key={theirs.version}
        title="แผนถูกแก้ไขโดยผู้อื่นแล้ว"
        differences={differences}
        who={momentText(theirs.recordedAt)}
        isPending={form.isPending}
        onSend={(ofMine) => {
          const said = Object.fromEntries(keys.filter((key) => ofMine.has(key)).map((key) => [key, mine[key]]));
          form.submit({ ...stored, ...said, ...(mine.reason === undefined ? {} : { reason: mine.reason }) });
        }}
      />
    </>
  );
}
