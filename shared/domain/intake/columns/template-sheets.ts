/** Names of the sheets of our templates. Those beside the one that is filled in are passed over without a word when the file comes. */
export const TEMPLATE_SHEETS = { data: 'ข้อมูล', how: 'วิธีกรอก', values: 'ค่าที่ใช้ได้' } as const;
