import { FILE_REFUSALS, type FileRefusalCode } from '../file-refusals.ts';

/** Thrown when a file cannot be read as a table at all. Nothing of it is used. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: FileRefusalCode;
  /** Thai, for the officer. */
  readonly thai: string;

  /** `detail` is English, for logs and problem documents; `more` is Thai and follows the standard sentence. */
  constructor(code: FileRefusalCode, detail: string, more?: string) {
    super(detail);
    this.code = code;
    const [thai] = FILE_REFUSALS[code];
    this.thai = more === undefined ? thai : `${thai}: ${more}`;
  }
}
