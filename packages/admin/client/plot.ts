import './page-language.ts';
import uPlot from 'uplot';

/** One bar of the plot: events of each column at a time. */
interface Bar {
  readonly at: number;
  readonly counts: readonly number[];
}

/** Draws the plot from the table that says the same: there is one source of the numbers. */
function main(): void {
  const place = document.querySelector<HTMLElement>('.plot');
  const table = document.querySelector<HTMLTableElement>('table.activity');
  if (place === null || table === null) return;
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].slice(1).map((cell) => cell.textContent);
  const bars = barsIn(place, table);
  const shown = names.flatMap((_, index) => (bars.some(({ counts }) => (counts[index] ?? 0) > 0) ? [index] : []));
  place.hidden = false;
  let plot = draw(place, { names, bars, shown });
  new ResizeObserver(() => plot.setSize(sizeOf(place))).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    plot.destroy();
    plot = draw(place, { names, bars, shown });
  });
}

/** The rows of the table, and bars of nothing for the times between. */
function barsIn({ dataset }: HTMLElement, table: HTMLTableElement): readonly Bar[] {
  const [from, to, step] = [Number(dataset['from']), Number(dataset['to']), Number(dataset['step'])];
  const rows = new Map(
    [...(table.tBodies[0]?.rows ?? [])].map((row) => [
      Number(row.dataset['at']),
      [...row.cells].slice(1).map((cell) => Number(cell.textContent.replaceAll(',', ''))),
    ]),
  );
  // Weeks are counted from the epoch, and begin where those of the server do.
  const first = Math.floor(from / step) * step;
  return Array.from({ length: Math.round((to - first) / step) }, (_, index) => {
    const at = first + index * step;
    return { at, counts: rows.get(at) ?? [] };
  });
}

interface Drawing {
  readonly names: readonly string[];
  readonly bars: readonly Bar[];
  /** Columns that have any event. */
  readonly shown: readonly number[];
}

/** Bars on top of each other: the highest is drawn first, and the others over it. */
function draw(place: HTMLElement, { names, bars, shown }: Drawing): uPlot {
  const style = getComputedStyle(place);
  const shade = (name: string): string => style.getPropertyValue(name).trim();
  const step = Number(place.dataset['step']) / 1000;
  const paths = uPlot.paths.bars?.({ size: [0.72, 48], radius: 0.12, align: 0 }) ?? null;
  const times = bars.map(({ at }) => at / 1000 + step / 2);
  const upTo = (last: number): number[] =>
    bars.map(({ counts }) => shown.slice(0, last + 1).reduce((sum, column) => sum + (counts[column] ?? 0), 0));
  const order = shown.map((_, index) => shown.length - 1 - index);
  const axis = {
    stroke: shade('--dim'),
    grid: { stroke: shade('--line'), width: 1 },
    font: `12px ${style.fontFamily}`,
  };
  return new uPlot(
    {
      ...sizeOf(place),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      padding: [12, 24, 0, 0],
      cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: {
        x: { time: true, range: () => [(times[0] ?? 0) - step / 2, (times.at(-1) ?? 0) + step / 2] },
        y: { range: (_, __, most) => [0, Math.max(4, most * 1.08)] },
      },
      legend: { live: true },
      series: [
        {
          label: 'Time',
          value: (_, seconds) => (seconds === null ? 'all' : labelOf((seconds - step / 2) * 1000, step)),
        },
        ...order.map((index) => {
          const column = shown[index] ?? 0;
          const name = names[column] ?? '';
          const fill = shade(name === 'quarantined' ? '--series-bad' : `--series-${index + 1}`);
          return {
            label: name,
            fill,
            stroke: fill,
            width: 0,
            points: { show: false },
            ...(paths === null ? {} : { paths }),
            value: (_: uPlot, __: number, ___: number, at: number | null) =>
              (at === null ? bars : bars.slice(at, at + 1))
                .reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0)
                .toLocaleString('en'),
          };
        }),
      ],
      axes: [
        {
          ...axis,
          grid: { show: false },
          ticks: { stroke: shade('--line'), width: 1, size: 4 },
          space: 64,
          values: (_, splits) => splits.map((seconds) => tickOf(seconds * 1000, step)),
        },
        {
          ...axis,
          size: 48,
          ticks: { show: false },
          incrs: [
            1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
          ],
        },
      ],
    },
    [times, ...order.map(upTo)],
    place,
  );
}

const sizeOf = (place: HTMLElement): { width: number; height: number } => ({
  width: Math.max(200, place.clientWidth),
  height: 220,
});

const labelOf = (at: number, step: number): string => {
  const iso = new Date(at).toISOString();
  return step < 86_400 ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10);
};

/** `09-30`, and `12:00` where hours are shown. */
const tickOf = (at: number, step: number): string => {
  const iso = new Date(at).toISOString();
  return step < 86_400 && iso.slice(11, 16) !== '00:00' ? iso.slice(11, 16) : iso.slice(5, 10);
};

main();
