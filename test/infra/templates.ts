/** The templates of a stage, synthesised in process once. Without the functions' code: bundles.test.ts makes that. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPlatform, newApp } from '#infra/platform.ts';
import { settingsOf, type StageName, type StageSettings } from '#infra/stages.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- templates are JSON of many shapes; a wrong path fails the test that takes it
export type Json = any;

export type Resource = {
  /** Stack and logical ID: how a failing test says which. */
  at: string;
  stack: string;
  id: string;
  type: string;
  properties: Record<string, Json>;
  raw: Record<string, Json>;
};

const EMPTY_HANDLER = join(import.meta.dirname, 'empty-handler.ts');
const made = new Map<StageName, { resources: Resource[]; templates: Record<string, Json> }>();

export function templatesOf(stage: StageName): { resources: Resource[]; templates: Record<string, Json> } {
  let known = made.get(stage);
  if (!known) {
    const templates = templatesWith(settingsOf(stage));
    const resources = Object.entries(templates).flatMap(([stack, template]) =>
      Object.entries<Json>(template.Resources ?? {}).map(([id, raw]) => ({
        at: `${stack}/${id}`,
        stack,
        id,
        type: raw.Type,
        properties: raw.Properties ?? {},
        raw,
      })),
    );
    known = { resources, templates };
    made.set(stage, known);
  }
  return known;
}

/** The templates of settings that are no stage's, by stack. */
export function templatesWith(settings: StageSettings): Record<string, Json> {
  const folder = mkdtempSync(join(tmpdir(), `synth-${settings.name}-`));
  const app = newApp(folder);
  addPlatform(app, settings, { handlerFile: () => EMPTY_HANDLER });
  const templates = Object.fromEntries(
    app.synth().stacks.map((stack) => [stack.stackName, structuredClone(stack.template)]),
  );
  rmSync(folder, { recursive: true });
  return templates;
}

export const STAGE_NAMES: readonly StageName[] = ['prod', 'dev', 'emulator'];

export function ofType(stage: StageName, type: string): Resource[] {
  return templatesOf(stage).resources.filter((resource) => resource.type === type);
}
