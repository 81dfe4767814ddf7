/**
 * Entry of the CDK: one stage, chosen by `-c stage=…` or `STAGE`; `dev` when none is. `-c logLevel=DEBUG` (or INFO) for a while, when
 * more or less is wanted in the logs of a stage; production takes no debug logs.
 */
import * as z from 'zod';
import { addPlatform, newApp } from './platform.ts';
import { settingsOf } from './stages.ts';

const app = newApp();
const chosen: unknown = app.node.tryGetContext('stage') ?? process.env['STAGE'] ?? 'dev';
const logLevel = z.enum(['DEBUG', 'INFO']).optional().parse(app.node.tryGetContext('logLevel'));
addPlatform(app, settingsOf(String(chosen), { ...(logLevel !== undefined && { logLevel }) }));
app.synth();
