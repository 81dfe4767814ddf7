/** What begins by itself: rules by an event, schedules by the clock of Bangkok. Each is written down whole a second time. */
import { describe, expect, it } from 'vitest';
import { STATISTICS_SCHEDULES } from '#infra/schedules.ts';
import { STAGES, type StageName } from '#infra/stages.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { textOf } from './template-text.ts';
import { type Json, ofType, STAGE_NAMES } from './templates.ts';

/** Where an event goes that was not delivered in six hours. */
const OR_ELSE = {
  DeadLetterConfig: { Arn: 'Undelivered' },
  RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21_600 },
};

/** All that rules are but what describes them, by name. */
const rules = (stage: StageName): Record<string, Json> => ({
  'file-arrived': {
    State: 'ENABLED',
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: ['Uploads'] }, object: { key: [{ prefix: 'incoming/' }] } },
    },
    Targets: [{ Id: 'Target0', Arn: 'ImportUpload', RoleArn: 'ImportUploadEventsRole', ...OR_ELSE }],
  },
  'package-published': {
    State: 'ENABLED',
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: ['Reports'] }, object: { key: [{ wildcard: 'packages/*/manifest.json' }] } },
    },
    Targets: [
      {
        Id: 'Target0',
        Arn: 'Published',
        InputTransformer: {
          InputPathsMap: { 'detail-object-key': '$.detail.object.key' },
          InputTemplate: `"มีชุดรายงานสถิติใหม่: <detail-object-key>"\n"ดูและดาวน์โหลด: ${STAGES[stage].webOrigin}/officer/packages"`,
        },
        ...OR_ELSE,
      },
    ],
  },
});

/** Five minutes after the close of a month, and ten after each midnight. */
const SCHEDULES: Record<string, Json> = Object.fromEntries(
  [
    { kind: 'close', expression: 'cron(5 0 6 * ? *)' },
    { kind: 'nightly', expression: 'cron(10 0 * * ? *)' },
  ].map(({ kind, expression }) => [
    `statistics-${kind}`,
    {
      State: 'ENABLED',
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: 'Asia/Bangkok',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'MonthlyStatistics',
        RoleArn: expect.stringMatching(/^SchedulerRoleForTarget/),
        Input: `{"kind":"${kind}","scheduledTime":"<aws.scheduler.scheduled-time>"}`,
        ...OR_ELSE,
      },
    },
  ]),
);

SCHEDULES['webhooks'] = {
  State: 'ENABLED',
  ScheduleExpression: 'rate(1 minute)',
  ScheduleExpressionTimezone: 'Asia/Bangkok',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'Deliver',
    RoleArn: expect.stringMatching(/^SchedulerRoleForTarget/),
    Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
    // The next minute is another try.
    RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
  },
};

SCHEDULES['duplicates'] = {
  State: 'ENABLED',
  ScheduleExpression: 'cron(30 1 * * ? *)',
  ScheduleExpressionTimezone: 'Asia/Bangkok',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'FindDuplicates',
    RoleArn: expect.stringMatching(/^SchedulerRoleForTarget/),
    // All 77 provinces.
    Input: expect.stringMatching(/^\{"provinces":\[(?:\{"province":"\d{2}"\},){76}\{"province":"\d{2}"\}\]\}$/),
    // The next night is another try.
    RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 10_800 },
  },
};

/** A value with the names of what it refers to. */
function named(value: Json): Json {
  if (Array.isArray(value)) return value.map(named);
  if (value === null || typeof value !== 'object') return value;
  if (['Ref', 'Fn::GetAtt', 'Fn::ImportValue', 'Fn::Join'].some((reference) => reference in value))
    return textOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, named(part)]));
}

const writtenDown = (stage: StageName, type: string): Record<string, Json> =>
  Object.fromEntries(
    ofType(stage, type).map(({ properties: { Name, Description: _words, Tags: _tags, ...rest } }) => [
      String(Name).replace(`poverty-logbook-${stage}-`, ''),
      named(rest),
    ]),
  );

describe.each(STAGE_NAMES)('what begins by itself in %s', (stage) => {
  it('by an event are the rules written down, no more and no less', () => {
    expect(writtenDown(stage, 'AWS::Events::Rule')).toEqual(rules(stage));
  });

  it('by the clock are the schedules written down, no more and no less', () => {
    expect(writtenDown(stage, 'AWS::Scheduler::Schedule')).toEqual(SCHEDULES);
  });
});

it('the run of the close begins in the hour after the close of each month', () => {
  const { expression = '' } = STATISTICS_SCHEDULES.find(({ kind }) => kind === 'close') ?? {};
  const [minute = '', hour = '', day = ''] = expression
    .replace('cron(', '')
    .split(' ')
    .map((part) => part.padStart(2, '0'));
  const begins = new Date(`2026-06-${day}T${hour}:${minute}:00+07:00`).getTime();
  const minutes = (begins - closeOf('2026-05').getTime()) / 60_000;
  expect([minutes > 0, minutes < 60]).toEqual([true, true]);
});
