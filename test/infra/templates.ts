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

export type Synthesised = {
  resources: Resource[];
  templates: Record<string, Json>;
  /** Stacks that CloudFormation refuses to delete until somebody says otherwise. */
  terminationProtected: string[];
};

const made = new Map<StageName, Synthesised>();

export function templatesOf(stage: StageName): Synthesised {
  let known = made.get(stage);
  if (!known) {
    const { templates, terminationProtected } = synthesised(settingsOf(stage));
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
    known = { resources, templates, terminationProtected };
    made.set(stage, known);
  }
  return known;
}

/** The templates of settings that are no stage's, by stack. */
export function templatesWith(settings: StageSettings): Record<string, Json> {
  return synthesised(settings).templates;
}

function synthesised(settings: StageSettings): Pick<Synthesised, 'templates' | 'terminationProtected'> {
  const folder = mkdtempSync(join(tmpdir(), `synth-${settings.name}-`));
  const app = newApp(folder);
  addPlatform(app, settings, { handlerFile: () => EMPTY_HANDLER });
  const { stacks } = app.synth();
  const templates = Object.fromEntries(stacks.map((stack) => [stack.stackName, structuredClone(stack.template)]));
  rmSync(folder, { recursive: true });
  const guarded = stacks.filter(({ terminationProtection }) => terminationProtection === true);
  return { templates, terminationProtected: guarded.map(({ stackName }) => stackName) };
}

export const STAGE_NAMES: readonly StageName[] = ['prod', 'dev', 'emulator'];

export function ofType(stage: StageName, type: string): Resource[] {
  return templatesOf(stage).resources.filter((resource) => resource.type === type);
}
