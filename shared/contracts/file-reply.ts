import * as z from 'zod';

/** The answer of a call that gives a file: the name under which it is saved, and its bytes. */
export const fileReply = z.object({
  name: z.string(),
  bytes: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
});

export type FileReply = z.output<typeof fileReply>;

export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const HTML_MEDIA_TYPE = 'text/html; charset=utf-8';
