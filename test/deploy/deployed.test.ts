/**
 * The platform deployed: the real CDK app by the real `cdk` on an engine of CloudFormation that enforces IAM, then driven from
 * outside as offices, agencies and NESDC do. What a green run does not prove: docs/emulator.md.
 *
 * One story, told in order by its chapters: a step that fails ends it.
 */
import { afterAll, beforeAll } from 'vitest';
import { Account } from './account.ts';
import { startEmulator } from './emulator.ts';
import { story } from './story-so-far.ts';

beforeAll(async () => {
  story.emulator = await startEmulator();
  story.account = new Account(story.emulator);
}, 120_000);

afterAll(async () => {
  await story.emulator.stop();
  if (await fetch(story.emulator.url).catch(() => undefined)) throw new Error('The emulator still runs');
}, 30_000);

// Each import registers the steps of a chapter.
await import('./chapters/deploying.ts');
await import('./chapters/households.ts');
await import('./chapters/case-work.ts');
await import('./chapters/figures.ts');
await import('./chapters/upkeep.ts');
await import('./chapters/changing.ts');
