/** Built once for all tests in a browser: what they open is what is deployed. */
import { buildOfficer } from '#infra/build-officer.ts';

export async function setup(): Promise<void> {
  await buildOfficer();
}
