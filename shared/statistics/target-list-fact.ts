import { contactDaysOf } from '#shared/domain/target-list/contact-days.ts';
import type { TargetListFact } from '#shared/domain/statistics/facts.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';

/** What figures ask of a target list. */
export function targetListFact(list: TargetList): TargetListFact {
  return {
    id: list.id,
    source: list.source,
    scopeArea: list.scopeArea,
    createdAt: list.createdAt,
    contactDays: contactDaysOf(list),
    ...(list.openedOn === undefined ? {} : { openedOn: list.openedOn }),
    ...(list.publishedAt === undefined ? {} : { publishedAt: list.publishedAt }),
    ...(list.frozenAt === undefined ? {} : { frozenAt: list.frozenAt }),
  };
}
