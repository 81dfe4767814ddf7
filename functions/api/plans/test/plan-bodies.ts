/** An item of a plan as it is sent. */
export const planItem = (seq: number, more: object = {}) => ({
  seq,
  dimension: 'income',
  selfActivity: 'ปลูกผักสวนครัว',
  supportActivity: 'ประสานเมล็ดพันธุ์',
  periodText: 'พ.ค. - มิ.ย.',
  status: 'NOT_STARTED',
  ...more,
});

/** A plan of one item as it is sent; AGREED on 4 May. */
export const planBody = (status: string, more: object = {}) => ({
  status,
  ultimateGoal: 'มีรายได้พอเพียง',
  items: [planItem(1)],
  ...(status === 'AGREED' ? { agreedOn: '2026-05-04' } : {}),
  ...more,
});
