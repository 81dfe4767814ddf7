/**
 * Permissions of a stage's templates as lines that a person reads, one for each action and resource:
 * `dynamodb:PutItem Statistics in activity#*`. Names are those of the stacks, without the suffixes and the stage.
 */
import type { StageName } from '#infra/stages.ts';
import { partOf, plain, textOf } from './template-text.ts';
import { type Json, ofType, templatesOf } from './templates.ts';

export type Lines = Record<string, string[]>;

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

/** What a condition adds to a line; one that nobody knows is written whole. */
function conditionOf(condition: Json): string {
  if (condition === undefined) return '';
  const pairs = Object.entries<Json>(condition).flatMap(([operator, keys]) =>
    Object.entries<Json>(keys).map(([key, value]): string => {
      const values = listOf(value).map((one) => textOf(one));
      if (key === 'kms:ViaService') return `via ${values.map((one) => one.split('.')[0]).join(' or ')}`;
      if (key === 'dynamodb:LeadingKeys' && operator === 'ForAllValues:StringLike') return `in ${values.join(' or ')}`;
      if (key === 'dynamodb:LeadingKeys' && operator === 'ForAllValues:StringNotLike')
        return `except ${values.join(' and ')}`;
      return `if ${key} ${operator} ${values.join(' or ')}`;
    }),
  );
  return pairs.map((pair) => ` ${pair}`).join('');
}

export function linesOf(statements: readonly Json[]): string[] {
  const lines = statements.flatMap((statement: Json) =>
    listOf(statement.Action).flatMap((action: string) =>
      listOf(statement.Resource).map(
        (resource) =>
          `${statement.Effect === 'Deny' ? 'DENY ' : ''}${action} ${textOf(resource)}${conditionOf(statement.Condition)}`,
      ),
    ),
  );
  return [...new Set(lines.map((line) => line.replaceAll(/poverty-logbook-(?:prod|dev|emulator)-/g, '')))].toSorted();
}

/** What each role may do, by the name of its function or by stack and construct. */
export function permissionsOfRoles(stage: StageName): Lines {
  const logs = ofType(stage, 'AWS::Logs::LogGroup');
  return Object.fromEntries(
    ofType(stage, 'AWS::IAM::Role').map((role) => {
      const named = role.properties['RoleName'];
      const name = named?.replace(`poverty-logbook-${stage}-`, '') ?? `${partOf(role.stack)}/${plain(role.id)}`;
      const policies = ofType(stage, 'AWS::IAM::Policy').filter(({ stack, properties }) =>
        properties['Roles'].some((one: Json) =>
          stack === role.stack
            ? one.Ref === role.id
            : one['Fn::ImportValue']?.startsWith(`${role.stack}:ExportsOutputRef${role.id}`),
        ),
      );
      const documents = [
        ...policies.map(({ properties }) => properties['PolicyDocument']),
        ...(role.properties['Policies'] ?? []).map(({ PolicyDocument }: Json) => PolicyDocument),
      ];
      const ownLog = logs.find(
        ({ stack, properties }) => stack === role.stack && properties['LogGroupName'] === `/aws/lambda/${named}`,
      );
      const lines = linesOf(documents.flatMap((document) => document.Statement));
      return [name, ownLog ? lines.map((line) => line.replace(` ${plain(ownLog.id)}`, ' its log')).toSorted() : lines];
    }),
  );
}

/** Who may do what by the policies of resources themselves, denials of plain HTTP apart. */
export function permissionsOfResources(stage: StageName): Lines {
  const all: Lines = {};
  const add = (name: string, principal: Json, lines: string[]): void => {
    const who = typeof principal === 'string' ? principal : Object.values<Json>(principal).flatMap(listOf)[0];
    (all[name] ??= []).push(...lines.map((line) => `${textOf(who)}: ${line}`));
  };
  for (const one of templatesOf(stage).resources) {
    const { type, properties, stack } = one;
    const name = `${partOf(stack)}/${plain(one.id)}`;
    if (type === 'AWS::Lambda::Permission') {
      const { Principal, Action, FunctionName, SourceArn } = properties;
      const fn = `${partOf(stack)}/${textOf(FunctionName)}`;
      add(fn, Principal, [`${Action} from ${textOf(SourceArn)}`]);
    } else if (
      type === 'AWS::KMS::Key' ||
      (type.endsWith('Policy') && properties['PolicyDocument'] && !/::IAM::/.test(type))
    ) {
      const written = properties['KeyPolicy'] ?? properties['PolicyDocument'];
      // The policy of logs is one text with references in it.
      const document = written.Statement ? written : JSON.parse(textOf(written));
      for (const statement of document.Statement) {
        if (statement.Effect === 'Deny' && statement.Condition?.Bool?.['aws:SecureTransport'] === 'false') continue;
        add(name, statement.Principal, linesOf([statement]));
      }
    }
  }
  return Object.fromEntries(Object.entries(all).map(([name, lines]) => [name, lines.toSorted()]));
}
