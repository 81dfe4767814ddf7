/** Throws when `after` is not the next version of `before`: a mistake of the caller, whatever stands in the store. */
export function checkNextVersion(
  before: { id: string; version: number },
  after: { id: string; version: number },
): void {
  if (after.id !== before.id || after.version !== before.version + 1)
    throw new Error(`An update leads from version ${before.version} to ${before.version + 1}, not ${after.version}`);
}
