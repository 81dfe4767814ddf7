/** Why a workbook cannot be marked as it is. */
export type NotInPlaceReason =
  /** It names no cell formats. */
  | 'no-cell-formats'
  /** It has as many cell formats as Excel takes. */
  | 'too-many-cell-formats'
  /** It has sheets of macros, without which the list of its sheets is not true. */
  | 'macro-sheets'
  /** It has more rows than Excel shows. */
  | 'too-many-rows'
  /** Nothing is free at the right of its cells. */
  | 'no-free-column'
  /** What stands where the marks belong cannot be changed without loss. */
  | 'unusual-sheet';

/** Thrown when a workbook cannot be marked in place without loss or harm. A plain copy can still be made. */
export class NotInPlace extends Error {
  override readonly name = 'NotInPlace';
  readonly reason: NotInPlaceReason;

  constructor(reason: NotInPlaceReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
