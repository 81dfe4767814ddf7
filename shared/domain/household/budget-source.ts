/** Whose money help is (domain.md §2.5): งบปกติ, งบจังหวัด, อปท., กองทุน, กาชาด, เอกชน, บริจาค, อื่น ๆ. */
export const BUDGET_SOURCES = [
  'REGULAR',
  'PROVINCE',
  'LOCAL',
  'FUND',
  'RED_CROSS',
  'PRIVATE',
  'DONATION',
  'OTHER',
] as const;
