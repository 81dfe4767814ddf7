/**
 * The wildcards in resources of permissions, each with its reason. Any other fails: test/infra/permissions.test.ts asks for the
 * reason of every action, infra/security-rules.ts at every synthesis.
 */
type Wildcard = {
  readonly actions: readonly string[];
  /** Over the resource as `readable` writes it. */
  readonly resource: RegExp;
  readonly reason: string;
};

export const WILDCARDS: readonly Wildcard[] = [
  {
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    resource: /^\*$/,
    reason: 'X-Ray knows no resources that these actions could be held to.',
  },
  {
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    resource: /^\*$/,
    reason: 'Log delivery of Step Functions knows no resources that these actions could be held to.',
  },
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
    resource:
      /:ExportsOutputFnGetAtt(?:Uploads|Reports|Figures)[0-9A-F]{8}Arn[0-9A-F]{8}\/(?:incoming|work|returned|packages|figures)\/\*$/,
    reason: 'The objects of one folder of one bucket: their names come with the uploads, the reports and the months.',
  },
  {
    actions: ['states:DescribeExecution', 'states:StopExecution'],
    resource:
      /:execution:poverty-logbook-(?:prod|dev|emulator)-(?:import-upload|monthly-statistics|rebuild-documents|find-duplicates)[:/]\*$/,
    reason: "A distributed map's own children: their names are drawn when it runs.",
  },
  {
    actions: ['lambda:InvokeFunction'],
    resource: /^<Deliver[0-9A-F]{8}\.Arn>:\*$/,
    reason: 'The schedule of deliveries invokes one function, whatever version of it.',
  },
  {
    actions: ['s3:PutObject'],
    resource: /^<Page[0-9A-F]{8}\.Arn>\/\*$/,
    reason: 'The pipeline puts every file of the page, whatever it is called.',
  },
  {
    actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
    resource: /:stack\/poverty-logbook-(?:prod|dev|emulator)-\*\/\*$/,
    reason: "The stage's stacks, also those that a change adds, with numbers that nobody knows before.",
  },
];

/** Why this action is allowed on a resource with a wildcard, if there is a reason. */
export function reasonForWildcard(action: string, resource: string): string | undefined {
  return WILDCARDS.find((known) => known.actions.includes(action) && known.resource.test(resource))?.reason;
}

/** A text of a template, with what CloudFormation puts in. */
export type TemplateText =
  | string
  | { readonly Ref: string }
  | { readonly 'Fn::GetAtt': readonly string[] }
  | { readonly 'Fn::ImportValue': TemplateText }
  | { readonly 'Fn::Join': readonly [string, readonly TemplateText[]] };

/** On one line, as cdk-nag names a resource in its findings: `<Uploads4F6EB0FD.Arn>/work/*`. */
export function readable(text: TemplateText): string {
  if (typeof text === 'string') return text;
  if ('Ref' in text) return `<${text.Ref}>`;
  if ('Fn::GetAtt' in text) return `<${text['Fn::GetAtt'].join('.')}>`;
  if ('Fn::ImportValue' in text) return readable(text['Fn::ImportValue']);
  if ('Fn::Join' in text) return text['Fn::Join'][1].map(readable).join(text['Fn::Join'][0]);
  // Another function: no pattern above fits it, so its wildcard has no reason.
  return JSON.stringify(text);
}
