/** How the receiver behaves, as data. */
export type Mood =
  /** As PostHog does, after a while where one is given. */
  | { readonly kind: 'well'; readonly delayMillis?: number }
  /** Reads the request, takes nothing of it, and answers so. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Answers so to each request with the event of this number, and is well otherwise. */
  | { readonly kind: 'poison'; readonly status: number; readonly number: number }
  /** Reads the request, and never answers. */
  | { readonly kind: 'hang' }
  /** Cuts the connection before it reads, while it reads, or in the body of its answer. */
  | { readonly kind: 'cut'; readonly where: 'connection' | 'request' | 'answer' }
  /** Nobody listens. */
  | { readonly kind: 'shut' };
