import { reasonOf, type LookOptions, type Telemetry } from '@plainsight/core';
import type { Links } from './links.ts';
import type { Said } from './said.ts';

/** What a page is made with: telemetry, and the one who looks at it. */
export interface Visit {
  readonly telemetry: Telemetry;
  readonly options: LookOptions;
  readonly links: Links;
  /** What a form must bring back. */
  readonly token: string;
  /** The present, in milliseconds since the epoch. */
  readonly now: number;
  /** What came of the button that led here. */
  readonly said: Said | null;
}

/** What a verb gave, or why it gave nothing, in words. */
export type Answered<T> = { readonly value: T } | { readonly problem: string };

/** Asks telemetry for something. Its trouble is shown on the page, and thrown at nobody. */
export async function asked<T>(ask: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}
