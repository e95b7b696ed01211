import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Something that happens to a file. */
export interface Damage {
  readonly hurt: (path: string, random: (count: number) => Uint8Array) => void;
  /** The file must be set aside, which is said. */
  readonly aside: boolean;
  /** It happens while a process has the file open. */
  readonly while?: boolean;
  /** A process that was killed has left its log behind. */
  readonly log?: boolean;
  /** Telemetry is off then. */
  readonly off?: boolean;
}

const overwrite = (path: string, at: number, bytes: Uint8Array): void => {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
};
const removeWith = (path: string, endings: readonly string[]): void => {
  for (const ending of endings) rmSync(`${path}${ending}`, { force: true });
};
const asFresh = (path: string): void => removeWith(path, ['', '-wal', '-shm']);

export const damages: Readonly<Record<string, Damage>> = {
  'cut off in the middle': { hurt: (path) => truncateSync(path, Math.floor(statSync(path).size / 2)), aside: true },
  'cut off in its first page': { hurt: (path) => truncateSync(path, 100), aside: true },
  empty: { hurt: (path) => truncateSync(path, 0), aside: false },
  'overwritten at its start': { hurt: (path, random) => overwrite(path, 0, random(4096)), aside: true },
  'overwritten in the middle': { hurt: overwriteMiddle, aside: false },
  'zeros from its second page on': {
    hurt: (path) => overwrite(path, 8192, new Uint8Array(statSync(path).size - 8192)),
    aside: true,
  },
  'a text file': {
    hurt: (path) => {
      asFresh(path);
      writeFileSync(path, 'This is no database.\n'.repeat(500));
    },
    aside: true,
  },
  'a database of another program': {
    hurt: (path) => {
      asFresh(path);
      const other = new DatabaseSync(path);
      other.exec('CREATE TABLE orders (id INTEGER); INSERT INTO orders VALUES (1)');
      other.close();
    },
    aside: true,
  },
  'its log overwritten': {
    hurt: (path, random) => writeFileSync(`${path}-wal`, random(50_000)),
    aside: false,
    log: true,
  },
  'its log removed': { hurt: (path) => removeWith(path, ['-wal', '-shm']), aside: false, log: true },
  'cut off beside its log': { hurt: (path) => truncateSync(path, 100), aside: false, log: true },
  'deleted while it is open': { hurt: asFresh, aside: false, while: true },
  'cut off while it is open': { hurt: (path) => truncateSync(path, 20_000), aside: false, while: true },
  'overwritten while it is open': { hurt: overwriteMiddle, aside: false, while: true },
  'decisions that are no JSON': {
    hurt: (path) => writeFileSync(`${path}.decisions.json`, '{ "consent": '),
    aside: false,
    off: true,
  },
};

/** Random bytes over most of it, but for the first pages. */
function overwriteMiddle(path: string, random: (count: number) => Uint8Array): void {
  const { size } = statSync(path);
  overwrite(path, Math.floor(size / 3), random(Math.floor(size / 2)));
}
