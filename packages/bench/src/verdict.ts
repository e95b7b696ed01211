import { spreadOf, type Spread } from './statistics.ts';

/** What must hold of a figure, and what is aimed at (DESIGN, section 15). */
export interface Target {
  readonly floor?: number;
  readonly aim?: number;
  /** Whether a smaller or a larger figure is the better one. */
  readonly better: 'lower' | 'higher';
}

/** A figure that is held against a target. One number a pair of runs. */
export interface Claim {
  readonly what: string;
  readonly figures: readonly number[];
  /** `×` for a ratio, `ms` for milliseconds, `MB` for 2^20 bytes. */
  readonly unit: '×' | 'ms' | 'MB';
  readonly target: Target | null;
}

/** A claim with what follows from its figures; `null` where there is no such target. */
export interface Judged extends Claim {
  readonly spread: Spread;
  readonly floorMet: boolean | null;
  readonly aimMet: boolean | null;
}

/** Judges a claim by the median of its figures, and by nothing else. */
export function judge(claim: Claim): Judged {
  const spread = spreadOf(claim.figures);
  const { floor, aim, better = 'lower' } = claim.target ?? {};
  const meets = (limit: number | undefined): boolean | null =>
    limit === undefined ? null : better === 'lower' ? spread.median <= limit : spread.median >= limit;
  return { ...claim, spread, floorMet: meets(floor), aimMet: meets(aim) };
}
