import * as z from 'zod';
import { nameIn, type StageSettings } from './stages.ts';

const outputsOfStacks = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Values of `cdk deploy --parameters` that hand the outputs of the edge stack to the web stack, whose parameters have the same names.
 * `outputs` is what `cdk deploy --outputs-file` wrote. Throws when the edge stack left none.
 */
export function edgeParameters(stage: StageSettings, outputs: unknown): string[] {
  const edge = nameIn(stage, 'edge');
  const given = outputsOfStacks.parse(outputs)[edge];
  if (given === undefined) throw new Error(`The stack ${edge} left no outputs`);
  return Object.entries(given).map(([name, value]) => `${nameIn(stage, 'web')}:${name}=${value}`);
}
