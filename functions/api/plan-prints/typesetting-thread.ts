/** The thread in which Typst runs: sets one file after another. What it is given and what it answers is in typesetter.ts. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

import { initSync, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler';
import * as z from 'zod';

import { PRINTING_FILES } from '#shared/printing-files.ts';

import { $Question, type Answer } from './typesetting.ts';

const { resolve } = createRequire(import.meta.filename);
const read = (name: keyof typeof PRINTING_FILES) => readFileSync(resolve(PRINTING_FILES[name]));

initSync({ module: read('compiler') });
const builder = new TypstCompilerBuilder();
// It reads no file and loads no package: the template is all that it knows.
builder.set_dummy_access_model();
for (const font of ['regular', 'bold'] as const) await builder.add_raw_font(read(font));
const compiler = await builder.build();

const $Compiled = z.union([
  z.object({ result: z.instanceof(Uint8Array) }),
  // What the compiler says of a template quotes no input.
  z.object({ diagnostics: z.array(z.string()) }),
]);

/** The compiler says each fault of a template as one line of text. */
const FAULTS_AS_TEXT = 2;

function compiled(template: string, form: string): Answer {
  compiler.add_source('/main.typ', template);
  const answer = $Compiled.parse(compiler.compile('/main.typ', [['form', form]], 'pdf', FAULTS_AS_TEXT));
  return 'result' in answer ? { file: answer.result } : { faults: answer.diagnostics };
}

parentPort?.on('message', (message: unknown) => {
  const { template, form, answerTo } = $Question.parse(message);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  answerTo.postMessage(compiled(template, form));
});
