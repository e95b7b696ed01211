/** What was answered to a request. */
export interface HttpAnswer {
  readonly status: number;
  /** The first 64 KB of the text. */
  readonly body: string;
}

/** Tells the maintainer's function of an answer. Never throws, and does not wait, whatever the function does. */
export function tell(onAnswer: (answer: HttpAnswer) => unknown, { status, body }: HttpAnswer): void {
  try {
    Promise.resolve(onAnswer({ status, body })).catch(() => {});
  } catch {
    // Who is told may have troubles of its own, and they are none of delivery.
  }
}
