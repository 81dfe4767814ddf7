/**
 * Entry of the CDK: one stage, chosen by `-c stage=…` or `STAGE`; `dev` when none is. Of its settings a deployment may give anew
 * `-c logLevel=DEBUG` (or INFO), when more or less is wanted in the logs for a while, and `-c webOrigin=https://…`, where its
 * page is. Production takes neither debug logs nor a page without TLS.
 */
import { Validations } from 'aws-cdk-lib';
import * as z from 'zod';
import { addPlatform, newApp } from './platform.ts';
import { SecurityRules } from './security-rules.ts';
import { settingsOf } from './stages.ts';

const app = newApp();
const context = (name: string): unknown => app.node.tryGetContext(name) ?? undefined;
const chosen = z.string().parse(context('stage') ?? process.env['STAGE'] ?? 'dev');
const logLevel = z.enum(['DEBUG', 'INFO']).optional().parse(context('logLevel'));
const webOrigin = z.url().optional().parse(context('webOrigin'));
const given = { ...(logLevel !== undefined && { logLevel }), ...(webOrigin !== undefined && { webOrigin }) };
const stage = settingsOf(chosen, given);
addPlatform(app, stage);
Validations.of(app).addPlugins(new SecurityRules(stage));
app.synth();
