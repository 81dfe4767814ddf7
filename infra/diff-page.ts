import { STATEFUL_TYPES } from './stateful-types.ts';

/** A comment of GitHub holds 65,536 characters, and has a page for each of two stages. */
const LONGEST = 30_000;

type Loss = { readonly stack: string; readonly type: string; readonly resource: string; readonly what: string };

/** In the CDK's words, at the end of a resource's line. */
const LOSSES: Readonly<Record<string, string>> = {
  replace: 'made anew',
  'may be replaced': 'perhaps made anew',
  destroy: 'removed',
  orphan: 'left behind, no longer ours',
};

/** What `cdk diff` printed, as a page in Markdown: first what would be lost, then all changes, stack by stack. */
export function diffPage(stage: string, printed: string): string {
  const stacks = stacksOf(printed);
  const changed = stacks.filter(({ changes }) => !changes.includes('There were no differences'));
  const losses = changed.flatMap(lossesOf);
  const head = [
    `## \`${stage}\`: ${changed.length} of ${stacks.length} stacks change`,
    losses.length === 0 ? 'Nothing is removed or made anew.' : tableOf(losses),
  ];
  const details = changed.map(
    ({ name, changes }) => `<details><summary>${name}</summary>\n\n~~~~text\n${changes}\n~~~~\n\n</details>`,
  );
  const whole = [...head, ...details].join('\n\n');
  if (whole.length <= LONGEST) return `${whole}\n`;
  return `${[...head, 'Too long for a page: the changes stand in the log of this job.'].join('\n\n').slice(0, LONGEST)}\n`;
}

function stacksOf(printed: string): { name: string; changes: string }[] {
  // Numbers of accounts are nobody's business. That the lookup role cannot be taken is meant so.
  const plain = printed
    .replaceAll(/\b\d{12}\b/g, '<account>')
    .replaceAll(/^(?:Lookup role .* was not assumed|current credentials could not be used to assume ).*\n/gm, '');
  const [, ...parts] = plain.split(/^Stack (?=\S+)/m);
  return parts.map((part) => {
    const [name = '', ...lines] = part.replace(/\n+✨ {2}Number of stacks[^]*$/, '').split('\n');
    return { name: name.replace(/ \(.*\)$/, ''), changes: lines.join('\n').trim() };
  });
}

function lossesOf({ name, changes }: { name: string; changes: string }): Loss[] {
  const lines = changes.matchAll(/^\[[-~]\] (\S+::\S+) (.+) (replace|may be replaced|destroy|orphan)$/gm);
  return [...lines].map(([, type = '', resource = '', what = '']) => ({ stack: name, type, resource, what }));
}

function tableOf(losses: readonly Loss[]): string {
  const keeps = ({ type }: Loss): boolean => STATEFUL_TYPES.includes(type);
  const rows = losses
    .toSorted((a, b) => Number(keeps(b)) - Number(keeps(a)))
    .map((loss) => {
      const { stack, type, resource, what } = loss;
      const words = LOSSES[what] ?? what;
      return `| ${keeps(loss) ? `🛑 **${words}, with what it keeps**` : words} | ${type} | ${resource} | ${stack} |`;
    });
  return ['| what happens | type | resource | stack |', '|---|---|---|---|', ...rows].join('\n');
}
