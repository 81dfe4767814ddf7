import type { Meeting, Resolution } from '#shared/domain/case/meeting.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { MemoryEvents } from '#shared/event/memory-events.ts';
import { toldOfResolution } from '#shared/event/told.ts';
import type { MemoryClaims } from '#shared/idempotency/memory-claims.ts';

import { dueMovedByResolution, type MeetingStore, type ResolutionStep } from './meeting-store.ts';

/** Meetings in memory: one for the stores of households, whose appends move resolutions, and of meetings. */
export class MemoryMeetings implements MeetingStore {
  readonly #meetings = new Map<string, Meeting>();
  readonly #resolutions = new Map<string, Resolution>();
  readonly #keys: MemoryClaims;
  readonly #due: MemoryDue;
  readonly #events: MemoryEvents;

  constructor(keys: MemoryClaims, due = new MemoryDue(), events = new MemoryEvents()) {
    this.#keys = keys;
    this.#due = due;
    this.#events = events;
  }

  async create(meeting: Meeting, claim?: Claim): Promise<void> {
    this.#keys.refuseTaken(claim);
    this.#meetings.set(meeting.id, structuredClone(meeting));
    this.#keys.put(claim);
  }

  get(id: string): Promise<Meeting | undefined> {
    return Promise.resolve(structuredClone(this.#meetings.get(id)));
  }

  async update(before: Meeting, after: Meeting): Promise<boolean> {
    if (this.#meetings.get(before.id)?.version !== before.version) return false;
    this.#meetings.set(after.id, structuredClone(after));
    return true;
  }

  of(unit: string): Promise<Meeting[]> {
    return Promise.resolve(structuredClone([...this.#meetings.values()].filter((meeting) => meeting.unit === unit)));
  }

  resolution(id: string): Promise<Resolution | undefined> {
    return Promise.resolve(structuredClone(this.#resolutions.get(id)));
  }

  resolutions(meeting: string): Promise<Resolution[]> {
    const found = [...this.#resolutions.values()].filter((one) => one.meeting === meeting);
    return Promise.resolve(structuredClone(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))));
  }

  async putResolution(step: ResolutionStep, claim?: Claim): Promise<boolean> {
    this.#keys.refuseTaken(claim);
    if (!this.standsAt(step)) return false;
    this.put(step);
    this.#events.put(step.after.recordedAt, toldOfResolution(step));
    this.#due.move(dueMovedByResolution(step));
    this.#keys.put(claim);
    return true;
  }

  standsAt({ before, after }: ResolutionStep): boolean {
    return this.#resolutions.get(after.id)?.version === before?.version;
  }

  put({ after }: ResolutionStep): void {
    this.#resolutions.set(after.id, structuredClone(after));
  }
}
