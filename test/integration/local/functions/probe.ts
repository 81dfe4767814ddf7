import type { Context } from 'aws-lambda';

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

let calls = 0;

/** A function that does what its payload says, for the tests of the runner. */
export const handler = async (event: { do: string }, context: Context): Promise<unknown> => {
  calls += 1;
  switch (event.do) {
    case 'environment':
      return { env: { ...process.env }, calls };
    case 'remaining':
      return context.getRemainingTimeInMillis();
    case 'slow':
      await wait(300);
      return 'done';
    case 'spin':
      for (;;) if (calls < 0) return 'never';
    case 'exit':
      return process.exit(3);
    case 'large':
      return 'x'.repeat(6 * 1024 * 1024 + 1);
    case 'log':
      console.log('a line\nand another');
      return null;
    case 'undefined':
      return undefined;
    default:
      throw Object.assign(new Error('แถวไม่ถูกต้อง'), { name: 'RowRefused' });
  }
};
