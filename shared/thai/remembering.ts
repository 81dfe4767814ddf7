const REMEMBERED = 8192;
const REMEMBERED_CHARS = 40;

/**
 * A question about a name whose answers are remembered, since names repeat from row to row and are asked of each person who may be meant. At most
 * 8,192 names of at most 40 letters; a full memory begins anew.
 */
export function remembering<Answer extends object | string | undefined>(
  ask: (name: string) => Answer,
): (name: string) => Answer {
  const remembered = new Map<string, Answer>();
  return (name) => {
    // Longer ones are no names, and are slices of the text they were read from.
    if (name.length > REMEMBERED_CHARS) return ask(name);
    const known = remembered.get(name);
    if (known !== undefined || remembered.has(name)) return known as Answer;
    const answer = ask(name);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(name, answer);
    return answer;
  };
}
