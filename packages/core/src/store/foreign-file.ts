/** A file that another user has a hand in: to use it would lend them the rights of this process. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError';
  /** What is wrong with which path, as the beginning of a sentence. */
  readonly reason: string;
  /** What to do about it, as a sentence without its full stop. */
  readonly wayOut: string;

  constructor(reason: string, wayOut: string) {
    super(`${reason}. ${wayOut}`);
    this.reason = reason;
    this.wayOut = wayOut;
  }
}

/** How to run a command as another user, in words. */
export const asOwner = (uid: number): string => `run this as its owner (sudo -u '#${uid}' …)`;
