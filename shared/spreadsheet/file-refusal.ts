import { FILE_REFUSALS, type FileRefusalCode } from '../file-refusals.ts';

/** Thrown when a file cannot be read as a table at all. Nothing of it is used. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: FileRefusalCode;
  /** Thai, behind the standard sentence. */
  readonly more: string | undefined;

  /** `detail` is English, for logs and problem documents; `more` is Thai and follows the standard sentence. */
  constructor(code: FileRefusalCode, detail: string, more?: string) {
    super(detail);
    this.code = code;
    this.more = more;
  }
}

/** What the officer reads, in Thai. Apart from the refusal itself: its texts are heavy, and most of what reads files never says it. */
export function refusalInThai({ code, more }: FileRefused): string {
  const [thai] = FILE_REFUSALS[code];
  return more === undefined ? thai : `${thai}: ${more}`;
}
