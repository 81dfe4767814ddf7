/** The same function, which is asked once for each subject (an object that never changes) and then remembers its answer as long as there is the subject. */
export function onceFor<Subject extends object, Answer>(
  of: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const answers = new WeakMap<Subject, { answer: Answer }>();
  return (subject) => {
    const known = answers.get(subject);
    if (known) return known.answer;
    const answer = of(subject);
    answers.set(subject, { answer });
    return answer;
  };
}
