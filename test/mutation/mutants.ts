/** What can be changed in a source file so that a test should notice: one change is one mutant. */
import { parseSync } from 'oxc-parser';

export type Mutant = {
  /** Place in the text, and what is put there. */
  start: number;
  end: number;
  text: string;
  operator: string;
};

type Node = { type: string; start: number; end: number; [key: string]: unknown };

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};
const LOGIC: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '??': '&&' };
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
/** Of TypeScript's own nodes these hold an expression that runs; all others are gone at run time. */
const WRAPPED = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;
}

function isText(node: unknown): boolean {
  return (
    isNode(node) && (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string'))
  );
}

/** An error of the program itself: what it says is for programmers, and no input leads to it. */
function isOfProgrammers(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'NewExpression' || !isNode(node['callee'])) return false;
  return /^(Range|Type)?Error$/u.test(String(node['callee']['name']));
}

/** Functions that give the answer of the slower way behind them, or none: a change that makes them give up changes no answer. */
const FAST_WAYS: ReadonlySet<unknown> = new Set(['readCommonForm', 'commonOrder']);

/** The mutants of a source file, in the order of the text. */
export function mutantsOf(path: string, source: string): Mutant[] {
  const mutants: Mutant[] = [];
  const put = (operator: string, start: number, end: number, text: string): void => {
    if (source.slice(start, end) !== text) mutants.push({ operator, start, end, text });
  };
  const replace = (operator: string, node: unknown, text: string): void => {
    if (isNode(node)) put(operator, node.start, node.end, text);
  };
  const between = (operator: string, node: Node, text: string): void => {
    const { left, right } = node;
    if (!isNode(left) || !isNode(right)) return;
    const at = source.indexOf(String(node['operator']), left.end);
    if (at < right.start) put(operator, at, at + String(node['operator']).length, text);
  };

  const mutate = (node: Node, parent: Node | undefined): void => {
    switch (node.type) {
      case 'IfStatement':
        replace('condition', node['test'], 'true');
        replace('condition', node['test'], 'false');
        if (isNode(node['alternate'])) replace('branch removed', node['alternate'], '{}');
        break;
      case 'ConditionalExpression':
        replace('condition', node['test'], 'true');
        replace('condition', node['test'], 'false');
        break;
      case 'LogicalExpression':
        between('logic', node, LOGIC[String(node['operator'])] ?? '');
        break;
      case 'BinaryExpression': {
        const operator = String(node['operator']);
        for (const text of COMPARISONS[operator] ?? []) between('comparison', node, text);
        const other = ARITHMETIC[operator];
        if (other !== undefined && !isText(node['left']) && !isText(node['right'])) between('arithmetic', node, other);
        break;
      }
      case 'UnaryExpression':
        if (node['operator'] === '!' && isNode(node['argument']))
          put('negation', node.start, node['argument'].start, '');
        break;
      case 'UpdateExpression':
        replace(
          'arithmetic',
          node,
          source.slice(node.start, node.end).replace(/\+\+|--/u, (sign) => (sign === '++' ? '--' : '++')),
        );
        break;
      case 'Literal':
        if (typeof node['value'] === 'boolean') replace('boolean', node, String(!node['value']));
        // An empty text is mostly a default that the compiler wants and that no path reaches.
        if (typeof node['value'] === 'string' && node['value'] !== '') replace('text', node, "''");
        break;
      case 'TemplateLiteral':
        if (parent?.type !== 'TaggedTemplateExpression') replace('text', node, '``');
        break;
      case 'ExpressionStatement':
        if (node['directive'] === undefined || node['directive'] === null) replace('statement removed', node, ';');
        break;
      case 'ThrowStatement':
        if (isOfProgrammers(node['argument'])) break;
        replace('statement removed', node, ';');
        break;
      case 'ReturnStatement':
        // The last return of a function is what emptying the function takes away.
        if (node['argument'] && parent?.type !== 'BlockStatement')
          replace('returns nothing', node, 'return undefined;');
        break;
      case 'MemberExpression':
      case 'CallExpression':
        if (node['optional'] === true) {
          const inner = node['object'] ?? node['callee'];
          if (isNode(inner)) {
            const at = source.indexOf('?.', inner.end);
            put('optional', at, at + 2, node.type === 'MemberExpression' && node['computed'] !== true ? '.' : '');
          }
        }
        break;
      default:
    }
    if (FUNCTIONS.has(node.type) && isNode(node['body'])) {
      const { body } = node;
      if (body.type === 'BlockStatement') put('function emptied', body.start, body.end, '{}');
      else put('function emptied', body.start, body.end, '(undefined)');
    }
  };

  const walk = (node: Node, parent?: Node): void => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return;
    if (node.type.startsWith('TS')) {
      if (WRAPPED.has(node.type) && isNode(node['expression'])) walk(node['expression'], parent);
      return;
    }
    if (isOfProgrammers(node)) return;
    if (node.type === 'FunctionDeclaration' && isNode(node['id']) && FAST_WAYS.has(node['id']['name'])) return;
    mutate(node, parent);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'key' && node['computed'] !== true) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, node);
    }
  };
  const { program } = parseSync(path, source);
  for (const statement of program.body) if (isNode(statement)) walk(statement);
  return mutants.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The source with a mutant in it. */
export function mutated(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}
