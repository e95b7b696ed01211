/** A figure of repeated runs: the median, and how far the runs lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** The spread of figures. Throws a `RangeError` where there are none: nothing was measured. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = ascending(figures);
  return {
    median: quantileOf(sorted, 0.5),
    min: quantileOf(sorted, 0),
    max: quantileOf(sorted, 1),
    runs: sorted.length,
  };
}

/**
 * The figure below which the share `share` of all figures lies, from 0 to 1; between two figures it is interpolated.
 * Throws a `RangeError` where there are no figures.
 */
export const percentile = (figures: ArrayLike<number>, share: number): number => quantileOf(ascending(figures), share);

/** Each run of one side against the run of the other that came next to it. Throws a `RangeError` where one has none. */
export function pairedRatios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  if (ours.length !== theirs.length) {
    throw new RangeError(`Failed to compare: ${ours.length} runs against ${theirs.length}. Run both in pairs.`);
  }
  return ours.map((own, index) => own / (theirs[index] ?? Number.NaN));
}

const ascending = (figures: ArrayLike<number>): Float64Array => Float64Array.from(figures).sort();

function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('Failed to sum up figures: there are none.');
  return below + (above - below) * (place - Math.floor(place));
}
