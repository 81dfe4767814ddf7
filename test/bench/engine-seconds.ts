import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds of the children of this process so far: the database. Linux only; 0 elsewhere. */
export function engineSeconds(): number {
  if (process.platform !== 'linux') return 0;
  const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? processOf(name) : []));
  // The database is a child of the shell that keeps it.
  const children = new Set(processes.filter(({ parent }) => parent === process.pid).map(({ pid }) => pid));
  return processes.reduce((sum, { parent, seconds }) => sum + (children.has(parent) ? seconds : 0), 0);
}

function processOf(pid: string): { pid: number; parent: number; seconds: number }[] {
  try {
    // After the name in brackets: state, parent, … utime and stime in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return [{ pid: Number(pid), parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / 100 }];
  } catch {
    // It ended meanwhile.
    return [];
  }
}
