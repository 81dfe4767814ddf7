import type { Household } from './household.ts';

type Known = Pick<Household, 'urgency' | 'stage' | 'crisisOn' | 'lastContactOn'>;

/**
 * Day since which a household is in a crisis that somebody has to see to (letter S4, enclosure 5: urgent first); null when it is in none.
 * It begins with urgency CRITICAL or stage CRISIS. It ends when neither is so any more and somebody has met the household since.
 */
export function crisisDay({ urgency, stage, crisisOn, lastContactOn }: Known): string | null {
  const causes = [
    ...(urgency?.level === 'CRITICAL' ? [urgency.on] : []),
    ...(stage?.stage === 'CRISIS' ? [stage.on] : []),
  ];
  if (causes.length > 0) return [...causes, ...(crisisOn === null ? [] : [crisisOn])].toSorted()[0] ?? null;
  return crisisOn !== null && (lastContactOn === null || lastContactOn < crisisOn) ? crisisOn : null;
}
