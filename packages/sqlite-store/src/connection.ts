import type { Engine, EngineOptions } from './engine/engine.ts';

/** What can be asked of an engine, by name. */
export type EngineCall = Exclude<keyof Engine, 'close'>;

/** An engine, wherever it runs. */
export interface Connection {
  /** Rejects with what the engine throws. */
  call<C extends EngineCall>(name: C, ...given: Parameters<Engine[C]>): Promise<ReturnType<Engine[C]>>;
  /** Told about once a second, where another connection changed the file. Ends with `close`. */
  onChange(listener: () => void): void;
  /** False where the thread has ended by itself. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** How often it is looked whether another process changed the file, in milliseconds. */
export const watchMillis = 500;

/** What goes to the thread. */
export interface ThreadCall {
  readonly id: number;
  readonly name: EngineCall | 'close';
  readonly given: readonly unknown[];
}

/** What comes back from it. `opened` comes first. */
export type ThreadAnswer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'error'; readonly id: number | null; readonly message: string; readonly code: string | null }
  | { readonly kind: 'changed' };

/** Memory that is handed over, in what is passed to another thread: nobody here looks at it any more. */
export function memoryIn(passed: readonly unknown[]): ArrayBuffer[] {
  return passed.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const events = 'events' in one ? one.events : 'records' in one ? fieldOf(one.records, 'events') : null;
    const bytes = fieldOf(events, 'bytes');
    return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
  });
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** An error as it crosses threads. */
export function engineError(message: string, code: string | null): Error {
  return Object.assign(new Error(message), code === null ? {} : { code });
}

export type { EngineOptions };
