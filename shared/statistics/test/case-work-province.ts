/** The worked example of case work (test/fixtures/case-work) as the stores would hand it out. */
import { caseWorkExample } from '#shared/domain/statistics/test/case-work-example.ts';

import { noteId } from '../quarterly-note.ts';
import { FactsProvince, targetList } from './facts-province.ts';

export async function caseWorkProvince(): Promise<FactsProvince> {
  const example = caseWorkExample();
  const province = new FactsProvince();
  for (const [household, entries] of example.entries)
    for (const { recordedAt, body, supersedes } of entries)
      province.add(household, recordedAt.replace('Z', ''), body, supersedes);
  // `add` takes clocks of Bangkok.
  for (const entries of province.entries.values())
    for (const entry of entries)
      entry.recordedAt = new Date(Date.parse(entry.recordedAt) + 7 * 3_600_000).toISOString();
  province.duplicates.set('H9', ['H10']);
  for (const { contactDays: _days, source: _source, ...list } of example.lists)
    province.lists.push(targetList({ ...list, source: list.id === 'L1' ? 'TPMAP' : 'THAIQM' }));
  province.units.push(...example.orders);
  for (const campaign of example.campaigns) await province.campaigns.create(campaign);
  for (const round of example.rounds) await province.rounds.create(round);
  for (const remark of example.remarks)
    await province.notes.create({ ...remark, id: noteId('2569-Q3', remark.unit, 1), quarter: '2569-Q3', version: 1 });
  province.held.meetings.push(...example.meetings);
  province.held.resolutions.push(...example.resolutions);
  const foundation = example.find('P1');
  if (foundation)
    await province.organisations.create({
      ...foundation,
      version: 1,
      nameTh: 'มูลนิธิตัวอย่าง',
      shortTh: null,
      areaCode: null,
      active: true,
      changedAt: '',
      changedBy: '',
      before: [],
    });
  return province;
}
