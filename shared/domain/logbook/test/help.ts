import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';

/** Cash of one agency to a household, delivered on 10 May. */
export function help(more: Partial<AssistanceBody> = {}): AssistanceBody {
  return {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'CASH',
    status: 'DELIVERED',
    deliveredOn: '2026-05-10',
    plannedOn: null,
    personIds: [],
    needIds: [],
    cashBaht: 1500,
    inKindBaht: null,
    description: '',
    ...more,
  };
}
