/**
 * A correction by who was not told all of the entry: what it was not told and did not send stays as it was (domain.md §2.5, privacy by
 * field). What was kept so is named in the correction, because its recorder did not say it and is not told it as the recorder.
 */
import { CARE } from '../case/told-category.ts';
import { NO_ANSWER } from '../mpi/stored-answers.ts';
import type { LogbookBody } from './bodies.ts';
import { saidIn, type KindBody, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';
import type { Told } from './privacy.ts';
import { lastSaying } from './record.ts';
import { chainRoots } from './replay.ts';

type Part = Readonly<Record<string, unknown>>;

/** The body that is recorded. `toldOf`: an entry as the account is told it. `history`: all entries of the household. */
export function keepUntold(
  body: LogbookBody,
  history: readonly LogbookEntry[],
  toldOf: (entry: LogbookEntry) => object,
): LogbookBody {
  if (body.type !== 'correction' || body.entry === null) return body;
  const corrected = history.find(({ id }) => id === body.supersedes);
  const saying = corrected && lastSaying(corrected, history);
  const said = saying && saidIn(saying.body);
  if (!said || said.type !== body.entry.type) return body;
  const shown = toldOf(saying) as Part;
  const told = (saying.body.type === 'correction' ? shown['entry'] : shown) as Part;
  const root = chainRoots(history).get(saying.id) ?? saying.id;
  const kept = kindOf(said).opens?.ids(said, root) ?? [];
  const { entry, paths } = merged(body.entry, { said, told, ids: kept });
  // The same kind of body: fields of the entry before, which its schema took.
  return paths.length === 0 ? body : { ...body, entry: entry as typeof body.entry, kept: paths };
}

type Before = { said: KindBody; told: Part; ids: readonly string[] };

function merged(sent: KindBody, { said, told, ids }: Before): { entry: object; paths: string[] } {
  const classes = kindOf(sent).told;
  const paths: string[] = [];
  const whole = mergedPart(sent, said, told, classes, '', paths);
  const lists = Object.entries(classes).flatMap(([name, of]): [string, Part[]][] => {
    const list = whole[name];
    if (typeof of === 'string' || !Array.isArray(list)) return [];
    const partsBefore = listOf(said, name);
    const partsTold = listOf(told, name);
    const parts = list.map((part: Part, index) => {
      const at = ids.indexOf(String(part['id']));
      const [before, toldBefore] = [partsBefore[at], partsTold[at]];
      return before && toldBefore ? mergedPart(part, before, toldBefore, of, `/${name}/${index}`, paths) : part;
    });
    return [[name, parts]];
  });
  return { entry: { ...whole, ...Object.fromEntries(lists) }, paths };
}

function listOf(part: Part, name: string): readonly Part[] {
  const list = part[name];
  return Array.isArray(list) ? list : [];
}

/** `paths` takes the place of each field that was kept. */
function mergedPart(sent: Part, said: Part, told: Part, classes: Told, path: string, paths: string[]): Part {
  const kept = Object.entries(classes).flatMap(([name, as]): [string, unknown][] => {
    if (typeof as !== 'string' || as === 'shown' || isNothing(said[name])) return [];
    const stays = fieldKept(as, { sent: sent[name], said: said[name], told: told[name] });
    if (stays === undefined) return [];
    paths.push(`${path}/${name}`);
    return [[name, stays]];
  });
  return kept.length === 0 ? sent : { ...sent, ...Object.fromEntries(kept) };
}

type Values = { sent: unknown; said: unknown; told: unknown };

/** What a field stays; undefined when it is what was sent. */
function fieldKept(as: Exclude<Told[string], Told>, { sent, said, told }: Values): unknown {
  if (as === 'answers') return answersKept(sent as Answers, said as Answers, told as Answers);
  // The category that stands for another is no answer.
  const isUntold = as === 'details' ? told !== said : told === undefined;
  const isSent = !isNothing(sent) && !(as === 'details' && sent === CARE && told === CARE);
  return isUntold && !isSent ? said : undefined;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

type Answers = { framework: string; answers: string } | undefined;

/** Answers that were not told stay where none was sent. Who sends none takes back those that were told. */
function answersKept(sent: Answers, said: Answers, told: Answers): Answers {
  if (said === undefined) return undefined;
  let isKept = false;
  const answers = Array.from(said.answers, (answer, at) => {
    const own = sent?.answers[at] ?? NO_ANSWER;
    const isUntold = answer !== NO_ANSWER && (told?.answers[at] ?? NO_ANSWER) === NO_ANSWER;
    if (!isUntold || own !== NO_ANSWER) return own;
    isKept = true;
    return answer;
  });
  return isKept ? { framework: said.framework, answers: answers.join('') } : undefined;
}
