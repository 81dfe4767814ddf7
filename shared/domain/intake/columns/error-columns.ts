/** The two columns of the files we send back. They are read over when they return. */
export const ERROR_COLUMNS = { messages: 'ข้อผิดพลาด (ระบบ)', columns: 'คอลัมน์ที่ต้องแก้ (ระบบ)' } as const;
