/** The life-cycles of the platform as pictures, from the same data that judges each step. */
import { CODE_LISTS } from './code-labels.ts';

const HEAD = `# Life-cycles

Written by \`npm run life-cycles\` from the data that judges each step (\`GET /v1/reference/codes\` gives the same to programs); who may take a
step and what it needs beside is in [domain.md](domain.md). Time never takes a step: what is overdue is derived at the look.
`;

/** The text of docs/life-cycles.md. */
export function lifeCycles(): string {
  const pictures = Object.entries(CODE_LISTS).flatMap(([list, { nameTh, nameEn, codes, cycle }]) => {
    if (!cycle) return [];
    const states = Object.keys(cycle);
    const lines = [
      ...states.map((state) => `  ${state} : ${state}<br/>${codes[state]?.nameTh ?? ''}`),
      ...states.flatMap((state) => (cycle[state] ?? []).map((next) => `  ${state} --> ${next}`)),
      ...states.filter((state) => cycle[state]?.length === 0).map((state) => `  ${state} --> [*]`),
    ];
    const picture = ['```mermaid', 'stateDiagram-v2', '  direction LR', ...lines, '```'].join('\n');
    return [`## ${nameEn} (${nameTh})\n\n\`${list}\`\n\n${picture}\n`];
  });
  return [HEAD, ...pictures].join('\n');
}
