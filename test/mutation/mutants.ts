/** What can be changed in a source file so that a test should notice: one change is one mutant; and which of its parts a test reaches. */
import { parseSync } from 'oxc-parser';

export type Mutant = {
  /** Place in the text, and what is put there. */
  start: number;
  end: number;
  text: string;
  operator: string;
  /** The smallest part of the source around it that is reached or not, as `marked` calls it. */
  part: number;
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

/** The part that is reached as soon as the module is read. */
const MODULE = -1;
const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** How a child is a part of its own: a statement among others, a statement that is a branch without braces, an expression not always asked for. */
function partOf(node: Node, key: string, child: Node): 'statement' | 'branch' | 'expression' | undefined {
  switch (node.type) {
    case 'BlockStatement':
      return 'statement';
    case 'SwitchCase':
      return key === 'consequent' ? 'statement' : undefined;
    case 'IfStatement':
      return key !== 'test' && child.type !== 'BlockStatement' ? 'branch' : undefined;
    case 'ArrowFunctionExpression':
      return key === 'body' && child.type !== 'BlockStatement' ? 'expression' : undefined;
    case 'ConditionalExpression':
      return key === 'test' ? undefined : 'expression';
    case 'LogicalExpression':
      return key === 'right' ? 'expression' : undefined;
    default:
      return LOOPS.has(node.type) && key === 'body' && child.type !== 'BlockStatement' ? 'branch' : undefined;
  }
}

/** Visits every node that runs and may be changed, with the part it is in. */
function walkSource(
  path: string,
  source: string,
  visit: (node: Node, parent: Node | undefined, part: number) => void,
  enter?: (child: Node, how: 'statement' | 'branch' | 'expression') => void,
): void {
  const walk = (node: Node, part: number, parent?: Node): void => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return;
    if (node.type.startsWith('TS')) {
      if (WRAPPED.has(node.type) && isNode(node['expression'])) walk(node['expression'], part, parent);
      return;
    }
    if (isOfProgrammers(node)) return;
    if (node.type === 'FunctionDeclaration' && isNode(node['id']) && FAST_WAYS.has(node['id']['name'])) return;
    visit(node, parent, part);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'key' && node['computed'] !== true) continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue;
        const how = partOf(node, key, child);
        if (how) enter?.(child, how);
        walk(child, how ? child.start : part, node);
      }
    }
  };
  for (const statement of parseSync(path, source).program.body) if (isNode(statement)) walk(statement, MODULE);
}

/** The source, which notes in the set `reached` of the process each of its parts that runs, as `path:part`. */
export function marked(path: string, source: string): string {
  const note = (part: number): string => `globalThis.reached?.add(${JSON.stringify(`${path}:${part}`)})`;
  const marks: { at: number; text: string }[] = [{ at: 0, text: `${note(MODULE)};` }];
  walkSource(
    path,
    source,
    () => {},
    ({ start, end }, how) => {
      if (how === 'statement') marks.push({ at: start, text: `${note(start)};` });
      else if (how === 'branch') marks.push({ at: start, text: `{${note(start)};` }, { at: end, text: '}' });
      else marks.push({ at: start, text: `(${note(start)}, ` }, { at: end, text: ')' });
    },
  );
  let text = '';
  let at = 0;
  for (const mark of marks.toSorted((a, b) => a.at - b.at)) {
    text += source.slice(at, mark.at) + mark.text;
    at = mark.at;
  }
  return text + source.slice(at);
}

/** The mutants of a source file, in the order of the text. */
export function mutantsOf(path: string, source: string): Mutant[] {
  const mutants: Mutant[] = [];
  let part = MODULE;
  const put = (operator: string, start: number, end: number, text: string): void => {
    if (source.slice(start, end) !== text) mutants.push({ operator, start, end, text, part });
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
      // A function that is emptied is another one only where it is called.
      const first: unknown = body.type === 'BlockStatement' ? [body['body']].flat()[0] : body;
      if (isNode(first)) part = first.start;
      if (body.type === 'BlockStatement') put('function emptied', body.start, body.end, '{}');
      else put('function emptied', body.start, body.end, '(undefined)');
    }
  };

  walkSource(path, source, (node, parent, around) => {
    part = around;
    mutate(node, parent);
  });
  return mutants.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The source with a mutant in it. */
export function mutated(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}
