/** Entry of the CDK: one stage, chosen by `-c stage=…` or `STAGE`; `dev` when none is. */
import { App } from 'aws-cdk-lib';
import { platform } from './platform.ts';
import { settingsOf } from './stages.ts';

const chosen: unknown = new App().node.tryGetContext('stage') ?? process.env['STAGE'] ?? 'dev';
platform(settingsOf(String(chosen))).synth();
