/**
 * All that is permitted, written down by hand a second time: what each role may do, and what resources let others do with
 * them. A permission taken from or given to the code of the stacks must be taken or given here, too, where a reviewer
 * sees it. The lines are those of permission-lines.ts.
 */

/** A function writes its own log, and its part of a trace. */
const EVERY_FUNCTION = [
  'logs:CreateLogStream its log',
  'logs:PutLogEvents its log',
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
];

/** Everything of Operations but data keys, the records of accounts, break-glasses, requests of data subjects and webhooks. */
export const PUT_OPERATIONS =
  'dynamodb:PutItem Operations except data-key#* and account#* and account-by#* and break-glass#* and subject-request#* and report-approvals* and webhooks* and webhook-progress*';

/** DynamoDB asks for these in the caller's name. */
const TABLES_OPEN = ['kms:Decrypt TablesKey via dynamodb', 'kms:DescribeKey TablesKey via dynamodb'];
const TABLES_CLOSE = [
  ...TABLES_OPEN,
  'kms:Encrypt TablesKey via dynamodb',
  'kms:GenerateDataKey TablesKey via dynamodb',
  'kms:ReEncryptFrom TablesKey via dynamodb',
  'kms:ReEncryptTo TablesKey via dynamodb',
];

/** Notes that an agency is alive, asks the record of the account that calls, its organisation and the orders of its units, and keeps that its session was met. */
const EVERY_CALL = [
  ...EVERY_FUNCTION,
  ...TABLES_CLOSE,
  'dynamodb:PutItem Statistics in activity#*',
  'dynamodb:Query Operations in account#*',
  'dynamodb:Query Operations in committee#*',
  'dynamodb:BatchGetItem Operations in register#organisations*',
  'dynamodb:GetItem Operations in account-sessions#*',
  'dynamodb:PutItem Operations in account-sessions#*',
];

const SIGNING_CURSORS = ['kms:Decrypt SecretsKey via secretsmanager', 'secretsmanager:GetSecretValue CursorSecret'];

/** Makes things anew, once for an `Idempotency-Key`. */
const MAKING_ANEW = [
  ...EVERY_CALL,
  ...SIGNING_CURSORS,
  'dynamodb:GetItem Operations in idempotency#*',
  'dynamodb:PutItem Operations in idempotency#*',
];

/** Its data keys are in Operations, where nobody else puts any. */
const PERSONAL_ENVELOPES = [
  'kms:Decrypt PersonalDataKey',
  'kms:GenerateDataKey PersonalDataKey',
  'dynamodb:GetItem Operations in data-key#*',
  'dynamodb:PutItem Operations in data-key#*',
];

const PERSONAL_DATA = [
  ...PERSONAL_ENVELOPES,
  'kms:Decrypt SecretsKey via secretsmanager',
  'secretsmanager:GetSecretValue IndexSecret',
];

/** Appends move rows of the queue, which also depend on the terms of target lists. */
const MOVING_DUE = ['dynamodb:PutItem DueItems', 'dynamodb:DeleteItem DueItems'];

const FACTS_OF_HOUSEHOLDS = [
  ...TABLES_OPEN,
  'dynamodb:BatchGetItem Households',
  'dynamodb:Query Households',
  'dynamodb:Query Households/index/by-district',
];

/** Evaluates figures out of facts, lists and orders, and keeps them. */
const FIGURES = [
  ...TABLES_CLOSE,
  ...FACTS_OF_HOUSEHOLDS,
  ...['GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action} Statistics`),
  'dynamodb:GetItem Operations',
  PUT_OPERATIONS,
  'dynamodb:Query Operations',
];

/** Events for organisations, in the transaction of their cause. */
const TELLING = 'dynamodb:PutItem Operations in events#*';

/** What an import does to its upload. */
const PROGRESS = [...TABLES_CLOSE, 'dynamodb:GetItem Operations', PUT_OPERATIONS];

/** A state machine's own log and trace; neither service knows resources. */
const EVERY_MACHINE = [
  'logs:CreateLogDelivery *',
  'logs:DeleteLogDelivery *',
  'logs:DescribeLogGroups *',
  'logs:DescribeResourcePolicies *',
  'logs:GetLogDelivery *',
  'logs:ListLogDeliveries *',
  'logs:PutResourcePolicy *',
  'logs:UpdateLogDelivery *',
  'xray:GetSamplingRules *',
  'xray:GetSamplingTargets *',
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
];

/** A distributed map runs its items as executions of the machine itself. */
function ownChildren(region: string, machine: string): string[] {
  const arn = `arn:aws:states:${region}:<account>`;
  return [
    `states:StartExecution ${arn}:stateMachine:${machine}`,
    ...['DescribeExecution', 'StopExecution'].flatMap((action) =>
      [':*', '/*'].map((children) => `states:${action} ${arn}:execution:${machine}${children}`),
    ),
  ];
}

/** What the role of each function may do. */
export const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  'api-me': [...EVERY_CALL, 'dynamodb:PutItem Operations in account#*'],
  'api-accounts': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    TELLING,
    'dynamodb:PutItem Operations in account#*',
    ...['GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action} Operations in account-by#*`),
    ...['AdminCreateUser', 'AdminDisableUser', 'AdminEnableUser', 'AdminGetUser', 'AdminUserGlobalSignOut'].map(
      (action) => `cognito-idp:${action} Accounts`,
    ),
    ...['CreateUserPoolClient', 'DeleteUserPoolClient'].map((action) => `cognito-idp:${action} Accounts`),
    ...['Add', 'Delete'].map((verb) => `cognito-idp:${verb}UserPoolClientSecret Accounts`),
    'cognito-idp:ListUserPoolClientSecrets Accounts',
  ],
  'api-due': [
    ...EVERY_CALL,
    ...SIGNING_CURSORS,
    'secretsmanager:GetSecretValue IndexSecret',
    'kms:Decrypt PersonalDataKey',
    'dynamodb:GetItem Operations in data-key#*',
    'dynamodb:Query DueItems',
    'dynamodb:Query Statistics in activity#*',
    'dynamodb:BatchGetItem Operations',
    'dynamodb:GetItem Operations',
    'dynamodb:Query Operations',
    'dynamodb:BatchGetItem Households',
    'dynamodb:Query Households',
    'dynamodb:Query Households/index/by-district',
    'dynamodb:Query Households/index/by-mentor',
    'dynamodb:Query Logbook',
    'dynamodb:PutItem AccessLog',
  ],
  'api-reference': EVERY_FUNCTION,
  'api-openapi': EVERY_FUNCTION,
  'api-uploads': [
    ...MAKING_ANEW,
    ...MOVING_DUE,
    'dynamodb:BatchGetItem Operations',
    'dynamodb:GetItem Operations',
    PUT_OPERATIONS,
    'dynamodb:Query Operations',
    's3:PutObject Uploads/incoming/*',
    'kms:GenerateDataKey BucketsKey via s3',
    's3:GetObject Uploads/returned/*',
    'kms:Decrypt BucketsKey via s3',
    ...PERSONAL_ENVELOPES,
    'states:StartExecution UndoUpload',
  ],
  'api-households': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    'dynamodb:Query Households',
    'dynamodb:Query Households/index/by-address',
    'dynamodb:Query Households/index/by-district',
    'dynamodb:Query Households/index/by-urgency',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:PutItem AccessLog',
    ...['GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action} Operations in break-glass#*`),
  ],
  'api-logbook': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:Query Logbook',
    'dynamodb:PutItem AccessLog',
    'dynamodb:GetItem Operations in break-glass#*',
    'dynamodb:GetItem Operations in move-request#*',
    'dynamodb:PutItem Operations in move-request#*',
    ...['GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action} Operations in target-run#*`),
    'states:StartExecution RunTargeting',
    ...['GetItem', 'PutItem', 'Query'].map((way) => `dynamodb:${way} Operations in duplicate#*`),
    'dynamodb:BatchGetItem Operations in register#menu-items*',
    'dynamodb:BatchGetItem Operations in register#projects*',
    'dynamodb:BatchGetItem Operations in register#hardship-categories*',
  ],
  'api-referrals': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    'dynamodb:Query Households',
    'dynamodb:Query Households/index/by-district',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:Query Logbook',
    'dynamodb:PutItem AccessLog',
    'dynamodb:Query Operations in register#organisations*',
  ],
  'api-meetings': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    'dynamodb:Query Households/index/by-district',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:PutItem AccessLog',
    'dynamodb:GetItem Operations',
    PUT_OPERATIONS,
    'dynamodb:Query Operations',
  ],
  'api-plans': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:Query Logbook',
    'dynamodb:PutItem AccessLog',
    'dynamodb:GetItem Operations in break-glass#*',
    'dynamodb:BatchGetItem Operations in register#organisations*',
    'dynamodb:BatchGetItem Operations in register#menu-items*',
    'dynamodb:BatchGetItem Operations in register#projects*',
  ],
  'api-plan-prints': [
    ...EVERY_CALL,
    'kms:Decrypt PersonalDataKey',
    'dynamodb:GetItem Operations in data-key#*',
    'kms:Decrypt SecretsKey via secretsmanager',
    'secretsmanager:GetSecretValue IndexSecret',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem AccessLog',
    'dynamodb:GetItem Operations in break-glass#*',
  ],
  'api-target-lists': [
    ...MAKING_ANEW,
    'dynamodb:GetItem Operations',
    PUT_OPERATIONS,
    'dynamodb:Query Operations',
    'states:StartExecution RunTargeting',
  ],
  'api-committees': [...EVERY_CALL, 'dynamodb:BatchGetItem Operations', PUT_OPERATIONS, 'dynamodb:Query Operations'],
  'api-registers': [
    ...MAKING_ANEW,
    'dynamodb:BatchGetItem Operations',
    'dynamodb:GetItem Operations',
    PUT_OPERATIONS,
    'dynamodb:Query Operations',
  ],
  'api-statistics': [
    ...MAKING_ANEW,
    ...FIGURES,
    'dynamodb:PutItem AccessLog',
    'states:StartExecution MonthlyStatistics',
  ],
  'api-reports': [
    ...EVERY_CALL,
    ...SIGNING_CURSORS,
    'dynamodb:GetItem Operations',
    'dynamodb:Query Operations',
    'dynamodb:PutItem Operations in report-approvals*',
    's3:GetObject Reports/packages/*',
    'kms:Decrypt BucketsKey via s3',
  ],
  'api-access-log': [
    ...EVERY_CALL,
    ...SIGNING_CURSORS,
    'dynamodb:Query AccessLog',
    'dynamodb:BatchGetItem Households',
    'kms:Decrypt PersonalDataKey',
    'dynamodb:GetItem Operations in data-key#*',
  ],
  'api-events': [
    ...MAKING_ANEW,
    'dynamodb:Query Operations in events#*',
    'dynamodb:PutItem Operations in webhooks*',
    'dynamodb:Query Operations in webhooks*',
    'dynamodb:Query Operations in webhook-progress*',
  ],
  'events-deliver': [
    ...EVERY_FUNCTION,
    ...TABLES_CLOSE,
    'dynamodb:Query Operations in events#*',
    'dynamodb:Query Operations in webhooks*',
    'dynamodb:PutItem Operations in webhook-progress*',
    'dynamodb:Query Operations in webhook-progress*',
  ],
  'api-subject-requests': [
    ...MAKING_ANEW,
    ...PERSONAL_DATA,
    ...['GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action} Operations in subject-request#*`),
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem AccessLog',
    'dynamodb:Query AccessLog',
  ],

  'ingest-read': [
    ...EVERY_FUNCTION,
    ...PROGRESS,
    'dynamodb:Query Operations in register#organisations*',
    'dynamodb:Query Operations in uploads-of#*',
    's3:GetObject Uploads/incoming/*',
    's3:PutObject Uploads/work/*',
    's3:AbortMultipartUpload Uploads/work/*',
    'kms:Decrypt BucketsKey via s3',
    'kms:GenerateDataKey BucketsKey via s3',
  ],
  'ingest-load': [
    ...EVERY_FUNCTION,
    ...PROGRESS,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    'dynamodb:Query Households/index/by-address',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:Query Logbook',
    'dynamodb:PutItem AccessLog',
    'dynamodb:PutItem Statistics in activity#*',
    's3:GetObject Uploads/work/*',
    's3:PutObject Uploads/work/*',
    's3:AbortMultipartUpload Uploads/work/*',
    'kms:Decrypt BucketsKey via s3',
    'kms:GenerateDataKey BucketsKey via s3',
  ],
  'ingest-finish': [
    ...EVERY_FUNCTION,
    ...PROGRESS,
    ...MOVING_DUE,
    'dynamodb:BatchGetItem Operations',
    'dynamodb:Query Operations',
    's3:ListBucket Uploads',
    's3:GetObject Uploads/incoming/*',
    's3:GetObject Uploads/work/*',
    's3:PutObject Uploads/returned/*',
    's3:AbortMultipartUpload Uploads/returned/*',
    'kms:Decrypt BucketsKey via s3',
    'kms:GenerateDataKey BucketsKey via s3',
  ],
  'ingest-undo': [
    ...EVERY_FUNCTION,
    ...PROGRESS,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:Query Operations',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:Query Logbook',
  ],
  'targeting-run': [
    ...EVERY_FUNCTION,
    ...PROGRESS,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:Query Operations',
    'dynamodb:BatchGetItem Households',
    'dynamodb:GetItem Households',
    'dynamodb:Query Households',
    'dynamodb:Query Households/index/by-district',
    'dynamodb:Query Households/index/by-mentor',
    'dynamodb:PutItem Households',
    TELLING,
    'dynamodb:PutItem Logbook',
    'dynamodb:Query Logbook',
  ],
  'duplicates-find': [
    ...EVERY_FUNCTION,
    ...TABLES_CLOSE,
    'kms:Decrypt PersonalDataKey',
    'dynamodb:GetItem Operations in data-key#*',
    'kms:Decrypt SecretsKey via secretsmanager',
    'secretsmanager:GetSecretValue IndexSecret',
    ...MOVING_DUE,
    'dynamodb:BatchGetItem Households',
    'dynamodb:Query Households/index/by-district',
    ...['GetItem', 'PutItem', 'Query'].map((way) => `dynamodb:${way} Operations in duplicate#*`),
  ],
  'ingest-fail': [...EVERY_FUNCTION, ...PROGRESS, 'dynamodb:Query Operations'],

  'statistics-plan': EVERY_FUNCTION,
  'statistics-province': [
    ...EVERY_FUNCTION,
    ...FIGURES,
    'dynamodb:BatchGetItem Operations in register#organisations*',
    's3:GetObject Reports/packages/*',
    's3:PutObject Reports/packages/*',
    'kms:Decrypt BucketsKey via s3',
    'kms:GenerateDataKey BucketsKey via s3',
  ],
  'statistics-finish': [
    ...EVERY_FUNCTION,
    ...TABLES_CLOSE,
    'dynamodb:GetItem Operations',
    PUT_OPERATIONS,
    'dynamodb:GetItem Statistics',
  ],
  'statistics-publish': [
    ...EVERY_FUNCTION,
    ...TABLES_OPEN,
    'dynamodb:GetItem Statistics in figures#snapshot-*',
    's3:GetObject Figures/figures/*',
    's3:PutObject Figures/figures/*',
    's3:ListBucket Figures',
  ],
  'rebuild-plan': [
    ...EVERY_FUNCTION,
    ...TABLES_CLOSE,
    'dynamodb:GetItem Operations in rebuild#*',
    'dynamodb:PutItem Operations in rebuild#*',
  ],
  // No right to put an entry.
  'rebuild-province': [
    ...EVERY_FUNCTION,
    ...TABLES_CLOSE,
    ...PERSONAL_DATA,
    ...MOVING_DUE,
    'dynamodb:GetItem Operations in target-lists*',
    'dynamodb:BatchGetItem DueItems',
    'dynamodb:GetItem Operations in rebuild#*',
    'dynamodb:PutItem Operations in rebuild#*',
    'dynamodb:Query Households/index/by-district',
    'dynamodb:GetItem Households',
    'dynamodb:PutItem Households',
    'dynamodb:Query Logbook',
  ],
  'rebuild-finish': [
    ...EVERY_FUNCTION,
    ...TABLES_CLOSE,
    'dynamodb:PutItem Operations in rebuild#*',
    'dynamodb:Query Operations in rebuild#*',
  ],
  'identity-authorizer': EVERY_FUNCTION,
};

/** What the other roles may do: state machines, what starts them, and the pipeline. */
export function otherRoles(region: string): Readonly<Record<string, readonly string[]>> {
  return {
    'ingestion/ImportUploadRole': [
      ...EVERY_MACHINE,
      ...ownChildren(region, 'import-upload'),
      'lambda:InvokeFunction Read',
      'lambda:InvokeFunction Load',
      'lambda:InvokeFunction Finish',
      'lambda:InvokeFunction Fail',
    ],
    'ingestion/UndoUploadRole': [...EVERY_MACHINE, 'lambda:InvokeFunction Undo'],
    'targeting/RunTargetingRole': [...EVERY_MACHINE, 'lambda:InvokeFunction Run'],
    'duplicates/FindDuplicatesRole': [
      ...EVERY_MACHINE,
      ...ownChildren(region, 'find-duplicates'),
      'lambda:InvokeFunction Find',
    ],
    'duplicates/SchedulerRoleForTarget0600f4': ['states:StartExecution FindDuplicates'],
    'ingestion/ImportUploadEventsRole': ['states:StartExecution ImportUpload'],
    'statistics/MonthlyStatisticsRole': [
      ...EVERY_MACHINE,
      ...ownChildren(region, 'monthly-statistics'),
      'lambda:InvokeFunction Plan',
      'lambda:InvokeFunction Province',
      'lambda:InvokeFunction Finish',
      'lambda:InvokeFunction Publish',
    ],
    'rebuild/RebuildDocumentsRole': [
      ...EVERY_MACHINE,
      ...ownChildren(region, 'rebuild-documents'),
      'lambda:InvokeFunction Plan',
      'lambda:InvokeFunction Province',
      'lambda:InvokeFunction Finish',
    ],
    'api/SchedulerRoleForTarget6676ea': ['lambda:InvokeFunction Deliver', 'lambda:InvokeFunction Deliver:*'],
    'statistics/SchedulerRoleForTarget02434c': [
      'states:StartExecution MonthlyStatistics',
      'sqs:SendMessage Undelivered',
    ],
    ...pipeline(region),
  };
}

/** The pipeline deploys by the roles that `cdk bootstrap` made, puts the page, and reads templates for a pull request. */
function pipeline(region: string): Readonly<Record<string, readonly string[]>> {
  const regions = [region, 'us-east-1'];
  return {
    deploy: [
      ...['deploy', 'file-publishing', 'lookup'].flatMap((purpose) =>
        regions.map(
          (where) => `sts:AssumeRole arn:aws:iam::<account>:role/cdk-hnb659fds-${purpose}-role-<account>-${where}`,
        ),
      ),
      's3:PutObject Page/*',
    ],
    // Of the stage's stacks: its name is left out here.
    diff: ['DescribeStacks', 'GetTemplate'].flatMap((action) =>
      regions.map((where) => `cloudformation:${action} arn:aws:cloudformation:${where}:<account>:stack/*/*`),
    ),
  };
}

const ACCOUNT = 'arn:aws:iam::<account>:root:';
const OF_THE_ACCOUNT = 'if aws:SourceAccount StringEquals <account>';

/** Who rules a key: administrators of the account, who cannot open anything with it. */
const KEY_ADMINISTRATION = [
  'CancelKeyDeletion',
  'CreateAlias',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
].map((action) => `${ACCOUNT} kms:${action} *`);

/** A key of storage opens and closes for the account, and by way of one service alone. */
function storageKey(service: string): string[] {
  const way = `via ${service} if kms:CallerAccount StringEquals <account>`;
  return [
    ...KEY_ADMINISTRATION,
    ...['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'].map(
      (action) => `${ACCOUNT} kms:${action} * ${way}`,
    ),
    ...(service === 'dynamodb' ? [`${ACCOUNT} kms:CreateGrant * ${way} if kms:GrantIsForAWSResource Bool true`] : []),
  ];
}

/** What resources let others do with them. */
export function resources(region: string): Readonly<Record<string, readonly string[]>> {
  // The key lets nobody else open anything, whatever a role says: who may by its role is named by the key, too.
  const openers = Object.entries(FUNCTIONS).flatMap(([name, lines]) =>
    lines.includes('kms:Decrypt PersonalDataKey') ? [name] : [],
  );
  const opening = [
    ...openers.map((role) => `arn:aws:iam::<account>:role/${role}`),
    ...openers.map((role) => `arn:aws:sts::<account>:assumed-role/${role}/*`),
  ].join(' or ');
  const apiCalls = [
    `apigateway.amazonaws.com: lambda:InvokeFunction from arn:aws:execute-api:${region}:<account>:Api/*/*/*`,
  ];
  return {
    'data/TablesKey': storageKey('dynamodb'),
    'data/BucketsKey': storageKey('s3'),
    'data/SecretsKey': storageKey('secretsmanager'),
    'data/PersonalDataKey': [
      ...KEY_ADMINISTRATION,
      ...['Decrypt', 'GenerateDataKey'].map(
        (action) => `${ACCOUNT} kms:${action} * if aws:PrincipalArn ArnLike ${opening}`,
      ),
    ],
    'data/AccessLogsPolicy': [
      ...['Uploads', 'Reports', 'Figures'].map(
        (bucket) =>
          `logging.s3.amazonaws.com: s3:PutObject AccessLogs/${bucket.toLowerCase()}/* if aws:SourceArn ArnLike ${bucket} ${OF_THE_ACCOUNT}`,
      ),
      // That bucket is in a stack which is made later.
      `logging.s3.amazonaws.com: s3:PutObject AccessLogs/page/* ${OF_THE_ACCOUNT}`,
    ],
    'data/FiguresPolicy': [`cloudfront.amazonaws.com: s3:GetObject Figures/figures/* ${OF_THE_ACCOUNT}`],
    'api/Authorizer': [
      `apigateway.amazonaws.com: lambda:InvokeFunction from arn:aws:execute-api:${region}:<account>:Api/authorizers/ApiSignedIn`,
    ],
    'ingestion/UndeliveredPolicy': [
      'events.amazonaws.com: sqs:SendMessage Undelivered if aws:SourceArn ArnEquals FileArrived',
    ],
    'statistics/UndeliveredPolicy': [
      'events.amazonaws.com: sqs:SendMessage Undelivered if aws:SourceArn ArnEquals PackagePublished',
    ],
    'statistics/PublishedPolicy': ['events.amazonaws.com: sns:Publish Published'],
    'web/PagePolicy': [
      'cloudfront.amazonaws.com: s3:GetObject Page/* if AWS:SourceArn StringEquals arn:aws:cloudfront::<account>:distribution/Distribution',
    ],
    ...Object.fromEntries(
      [
        ...['Me', 'Accounts', 'Reference', 'Openapi', 'Uploads', 'Households', 'Logbook', 'TargetLists', 'Committees'],
        ...['Registers', 'Statistics', 'Reports', 'AccessLogReader', 'SubjectRequests', 'Due', 'Events'],
        ...['Referrals', 'Meetings', 'Plans', 'PlanPrints'],
      ].map((name) => [`api/${name}`, apiCalls]),
    ),
  };
}

/** Topics that refuse plain HTTP must name who may publish. */
export const TOPICS_OF_REAL_STAGES: Readonly<Record<string, readonly string[]>> = {
  'data/OnCallPolicy': [`cloudwatch.amazonaws.com: sns:Publish OnCall ${OF_THE_ACCOUNT}`],
};

/** The guard at the edge. */
export const EDGE: Readonly<Record<string, readonly string[]>> = {
  'edge/EdgeOnCallPolicy': [`cloudwatch.amazonaws.com: sns:Publish EdgeOnCall ${OF_THE_ACCOUNT}`],
  'edge/LogDeliveryResourcePolicy': ['CreateLogStream', 'PutLogEvents'].map(
    (action) =>
      `delivery.logs.amazonaws.com: logs:${action} Log ${OF_THE_ACCOUNT} if aws:SourceArn ArnLike arn:aws:logs:<region>:<account>:*`,
  ),
};

/** Where costs are watched. */
export const COSTS: Readonly<Record<string, readonly string[]>> = {
  'cost/CostWatchPolicy': [`costalerts.amazonaws.com: sns:Publish CostWatch ${OF_THE_ACCOUNT}`],
};
