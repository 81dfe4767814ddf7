/** Values of templates as a person reads them: resources by the names of the stacks, without suffixes. */
import type { Json } from './templates.ts';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '<account>',
  'AWS::Partition': 'aws',
  'AWS::Region': '<region>',
};

export function plain(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/** A text, or what it refers to. */
export function textOf(value: Json): string {
  if (typeof value !== 'object') return String(value);
  if (value['Fn::Join']) return value['Fn::Join'][1].map((part: Json) => textOf(part)).join(value['Fn::Join'][0]);
  if (value['Fn::ImportValue']) {
    const [, id] = /:ExportsOutput(?:FnGetAtt|Ref)(\w+?)[0-9A-F]{8}(?:\w*?[0-9A-F]{8})?$/.exec(
      value['Fn::ImportValue'],
    )!;
    // The attribute of a secret is called so.
    return id!.replace(/SecretId$/, 'Secret');
  }
  const id: string = value.Ref ?? value['Fn::GetAtt'][0];
  return PSEUDO[id] ?? plain(id);
}

export const partOf = (stack: string): string => stack.replace(/^poverty-logbook-\w+-/, '');
