/**
 * What is told of an unexpected failure. Never its message: libraries quote what they were given, and that may be a name. The
 * name of its kind, the places of code, and the service's own request id are enough to find it.
 */

/** A name of a kind; a text that somebody made a name of is none. */
const NAME = /^[A-Za-z][\w.]{0,99}$/;
/** A frame of a stack, as V8 writes it. */
const PLACE = /^\s+at (?:[\w$.#<>[\] ]+ \()?(?:[\x21-\x27\x2a-\x7e ]+:\d+:\d+|<anonymous>|index \d+|native)\)?$/;
const MOST_PLACES = 12;

/** Fields of a log line. */
export function failureFields(failure: unknown): Record<string, unknown> {
  if (!(failure instanceof Error)) return { failure: typeof failure };
  const { cause } = failure;
  return {
    failure: nameOf(failure),
    places: placesOf(failure),
    ...('logFields' in failure ? { fields: failure.logFields } : {}),
    ...('$metadata' in failure ? { serviceAnswer: failure.$metadata } : {}),
    ...(cause instanceof Error ? { cause: failureFields(cause) } : {}),
  };
}

/**
 * A failure as it may leave a handler: Lambda writes what is thrown into the log, with message and cause, and Step Functions keeps
 * it in the history of the execution. It has the name, by which a state machine knows it, the places, and the message given here.
 */
export function bareFailure(failure: unknown, message: string): Error {
  const bare = new Error(message);
  bare.name = failure instanceof Error ? nameOf(failure) : 'Error';
  const places = failure instanceof Error ? placesOf(failure) : [];
  bare.stack = [`${bare.name}: ${message}`, ...places.map((place) => `    ${place}`)].join('\n');
  return bare;
}

function nameOf({ name }: Error): string {
  return NAME.test(name) ? name : 'Error';
}

function placesOf({ stack = '', message }: Error): string[] {
  // The message comes above the places, and one of several lines may look like them. It may have been another when the stack was
  // written: then only what is below its last line is sure to be places.
  const end = message === '' ? -1 : stack.indexOf(message);
  const lines = (end === -1 ? stack : stack.slice(end + message.length)).split('\n');
  const below = end === -1 ? lines.slice(lines.findLastIndex((line) => !PLACE.test(line)) + 1) : lines;
  const places = below.filter((line) => PLACE.test(line));
  return places.slice(0, MOST_PLACES).map((line) => line.trim());
}
