import { createHash } from 'node:crypto';

/** Random choices that a seed fixes: the same seed and the same questions give the same answers on every machine. */
export class SeededRandom {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: string) {
    this.#seed = seed;
    const digest = createHash('sha256').update(seed).digest();
    this.#a = digest.readUInt32LE(0) | 0;
    this.#b = digest.readUInt32LE(4) | 0;
    this.#c = digest.readUInt32LE(8) | 0;
  }

  /** Choices of their own under a name: what is asked elsewhere does not move them. */
  apart(name: string): SeededRandom {
    return new SeededRandom(`${this.#seed}/${name}`);
  }

  /** From 0, below 1 (the generator sfc32). */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Value>(list: readonly Value[]): Value {
    const value = list[Math.floor(this.next() * list.length)];
    if (value === undefined) throw new RangeError('there is nothing to pick from');
    return value;
  }

  /** One of the values, each as likely as its weight; weights of 0 are never picked. */
  weighted<Value>(choices: readonly (readonly [Value, number])[]): Value {
    const sum = choices.reduce((total, [, weight]) => total + weight, 0);
    let at = this.next() * sum;
    for (const [value, weight] of choices) {
      at -= weight;
      if (at < 0) return value;
    }
    throw new RangeError('there is nothing to pick from');
  }

  shuffled<Value>(list: readonly Value[]): Value[] {
    return list
      .map((value) => ({ value, at: this.next() }))
      .sort((x, y) => x.at - y.at)
      .map(({ value }) => value);
  }
}
