import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CampaignStatus, Metric } from 'virtual:codes';
import type { createCampaign, listCampaigns } from '#shared/contracts/campaigns.ts';
import { dayText } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { CampaignForm, campaignField, newMilestone, type CampaignBody } from '../campaign-form.tsx';
import { Title } from '../title.tsx';

const KEY = ['campaigns'];

export function CampaignsPage(): ReactNode {
  const mayManage = useQuery(meQuery).data?.permissions.includes('campaigns:manage') === true;
  return (
    <>
      <Title>แผนรณรงค์</Title>
      {mayManage && (
        <details className="card">
          <summary>สร้างแผนรณรงค์</summary>
          <NewCampaign />
        </details>
      )}
      <Paged
        queryKey={KEY}
        read={async () => await ask<typeof listCampaigns>('GET', '/v1/campaigns')}
        empty="ยังไม่มีแผนรณรงค์ในพื้นที่นี้"
      >
        {(items) => (
          <ul className="rows">
            {items.map(({ id, name, scopeArea, status, milestones, version }) => (
              <li key={id}>
                <Link className="main" to="/officer/campaigns/$id" params={{ id }}>
                  {name}
                </Link>{' '}
                <span className={status === 'RUNNING' ? 'chip good' : 'chip'}>
                  {CampaignStatus[status ?? 'RUNNING']}
                </span>
                <div className="soft">
                  <AreaName code={scopeArea} /> · ฉบับที่ {version.toLocaleString('th-TH')}
                </div>
                <ul>
                  {milestones.map(({ metric, pct, dueOn, denominator }) => (
                    <li key={`${metric} ${dueOn} ${pct}`}>
                      {Metric[metric]} ร้อยละ {pct.toLocaleString('th-TH')} ภายใน {dayText(dueOn)}
                      {denominator !== undefined &&
                        ` ของ ${denominator.households.toLocaleString('th-TH')} ครัวเรือน (${denominator.source})`}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function NewCampaign(): ReactNode {
  const area = useQuery(meQuery).data?.scope.area ?? '';
  const form = useSend({
    send: async (body: CampaignBody, key) => await ask<typeof createCampaign>('POST', '/v1/campaigns', { body, key }),
    done: async () => await queries.invalidateQueries({ queryKey: KEY }),
    fieldOf: campaignField,
  });
  return (
    <>
      {form.reply !== undefined && (
        <p className="notice good" role="status">
          สร้างแผนแล้ว
        </p>
      )}
      <CampaignForm
        first={{ name: '', lists: [], scopeArea: area, milestones: [newMilestone()] }}
        submit="สร้างแผน"
        faults={form.faults}
        refusal={form.refusal}
        isPending={form.isPending}
        onSubmit={form.submit}
      />
    </>
  );
}
