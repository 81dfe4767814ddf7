import * as z from 'zod';

/**
 * The answer of a call that gives a file: the name under which it is saved, and its bytes. With `policy` it is a page that a browser
 * shows under this content security policy. `mediaType`: which of the other media types of the contract it has; absent, the first.
 */
export const fileReply = z.object({
  name: z.string(),
  bytes: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
  policy: z.string().optional(),
  mediaType: z.string().optional(),
});

export type FileReply = z.output<typeof fileReply>;

export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PDF_MEDIA_TYPE = 'application/pdf';
export const HTML_MEDIA_TYPE = 'text/html; charset=utf-8';
