import type { SignIns } from './sign-ins.ts';

export type MemorySignIns = SignIns & {
  /** Addresses to which invitations were sent, oldest first. */
  readonly sent: string[];
  /** Subs that are not let in. */
  readonly disabled: Set<string>;
  /** The person takes the invitation with a password of their own. */
  take(email: string): void;
};

export function createMemorySignIns(): MemorySignIns {
  const people = new Map<string, { sub: string; taken: boolean }>();
  const sent: string[] = [];
  const disabled = new Set<string>();
  return {
    sent,
    disabled,
    take(email) {
      const person = people.get(email);
      if (person) person.taken = true;
    },
    async invite(email) {
      const person = people.get(email) ?? { sub: `person-${people.size + 1}`, taken: false };
      people.set(email, person);
      if (!person.taken) sent.push(email);
      return { sub: person.sub };
    },
    async inviteAgain(email) {
      const person = people.get(email);
      if (!person || person.taken) return false;
      sent.push(email);
      return true;
    },
    disable: async (sub) => void disabled.add(sub),
    enable: async (sub) => void disabled.delete(sub),
    endSessions: async () => {},
  };
}
