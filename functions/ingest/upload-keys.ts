/** Names of the objects of an upload. Apart from what reads and writes them: who only marks an upload needs no S3 client. */
export const uploadKeys = {
  incoming: (upload: string): string => `incoming/${upload}`,
  /** Upload named by the key of an incoming file; undefined for any other key. */
  uploadOf: (key: string): string | undefined => /^incoming\/([0-9a-f-]{36})$/.exec(key)?.[1],
  chunk: (upload: string, chunk: number): string => `work/${upload}/chunks/${chunk}.ndjson`,
  reading: (upload: string): string => `work/${upload}/reading.json`,
  problems: (upload: string, chunk: number): string => `work/${upload}/problems/${chunk}.ndjson`,
  problemList: (upload: string): string => `returned/${upload}.problems.ndjson`,
  errorWorkbook: (upload: string): string => `returned/${upload}.xlsx`,
  errorCsv: (upload: string): string => `returned/${upload}.csv`,
};
