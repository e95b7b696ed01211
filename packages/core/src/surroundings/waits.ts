/** What is waited for, and not any longer once there is nothing to wait for. */
export interface Waits {
  /** Resolves with what `work` gives, or with `undefined` when the waits are ended. Rejects as `work` does before. */
  until<T>(work: Promise<T>): Promise<T | undefined>;
  /** Ends all waits that have begun. */
  end(): void;
}

export function waits(): Waits {
  const ends = new Set<() => void>();
  return {
    until: <T>(work: Promise<T>) =>
      new Promise<T | undefined>((resolve, reject) => {
        const end = (): void => resolve(undefined);
        ends.add(end);
        void work.then(resolve, reject).finally(() => ends.delete(end));
      }),
    end: () => {
      for (const end of ends) end();
    },
  };
}
