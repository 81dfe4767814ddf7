/** Entry of the CDK: one stage, chosen by `-c stage=…` or `STAGE`; `dev` when none is. */
import { addPlatform, newApp } from './platform.ts';
import { settingsOf } from './stages.ts';

const app = newApp();
const chosen: unknown = app.node.tryGetContext('stage') ?? process.env['STAGE'] ?? 'dev';
addPlatform(app, settingsOf(String(chosen)));
app.synth();
