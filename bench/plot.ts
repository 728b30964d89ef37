import { exponentOf } from './measure.ts';
import type { Report, SizePoint } from './model.ts';

const WIDTH = 720;
const HEIGHT = 460;
const BOX = { left: 80, right: 560, top: 60, bottom: 390 };

interface Line {
  readonly label: string;
  readonly colour: string;
  readonly points: readonly { readonly size: number; readonly cost: number }[];
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly at: (value: number) => number;
}

/** Seconds against people on logarithmic axes, with the fitted line, as an SVG file. */
export function sizePlot({ sizes, engine, date }: Report): string {
  const lines: readonly Line[] = [
    { label: 'import + screen', colour: '#1b5e9b', points: seconds(sizes, (p) => p.importMs + p.screenMs) },
    { label: 'import', colour: '#b5651d', points: seconds(sizes, (p) => p.importMs) },
    { label: 'screen', colour: '#3c7a3c', points: seconds(sizes, (p) => p.screenMs) },
  ];
  const all = lines.flatMap(({ points }) => points);
  const x = axis(
    all.map(({ size }) => size),
    BOX.left,
    BOX.right,
  );
  const y = axis(
    all.map(({ cost }) => cost),
    BOX.bottom,
    BOX.top,
  );
  const fit = exponentOf(lines[0]!.points);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Seconds to import and screen against people, exponent ${fit.exponent.toFixed(2)}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${BOX.left}" y="26" font-size="16" font-weight="600">Cost against size: cost ≈ people^${fit.exponent.toFixed(2)} (linear is 1)</text>
<text x="${BOX.left}" y="46" fill="#555">${engine}, ${date}; medians; both axes logarithmic</text>
${grid(x, y)}
${fitted(x, y, fit.at, lines[0]!)}
${lines.map((line) => drawn(x, y, line)).join('\n')}
<text x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 44}" text-anchor="middle">people in the county</text>
<text transform="translate(24 ${(BOX.top + BOX.bottom) / 2}) rotate(-90)" text-anchor="middle">seconds</text>
</svg>
`;
}

const seconds = (sizes: readonly SizePoint[], of: (point: SizePoint) => number): Line['points'] =>
  sizes.map((point) => ({ size: point.people, cost: of(point) / 1000 }));

/** Whole decades around the values. */
function axis(values: readonly number[], start: number, end: number): Axis {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value: number): number => start + ((Math.log10(value) - from) / (to - from)) * (end - start);
  return { from, to, at };
}

const decades = ({ from, to }: Axis): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const label = (power: number): string =>
  power >= 0 ? (10 ** power).toLocaleString('en-US') : (10 ** power).toFixed(-power);

function grid(x: Axis, y: Axis): string {
  const minor = (of: Axis): number[] =>
    decades(of)
      .slice(0, -1)
      .flatMap((power) => [2, 3, 4, 5, 6, 7, 8, 9].map((times) => times * 10 ** power));
  const vertical = (value: number, colour: string): string =>
    `<path d="M${px(x.at(value))} ${BOX.top}V${BOX.bottom}" stroke="${colour}"/>`;
  const horizontal = (value: number, colour: string): string =>
    `<path d="M${BOX.left} ${px(y.at(value))}H${BOX.right}" stroke="${colour}"/>`;
  return [
    ...minor(x).map((value) => vertical(value, '#f0f0f0')),
    ...minor(y).map((value) => horizontal(value, '#f0f0f0')),
    ...decades(x).map((power) => vertical(10 ** power, '#ccc')),
    ...decades(y).map((power) => horizontal(10 ** power, '#ccc')),
    ...decades(x).map(
      (power) =>
        `<text x="${px(x.at(10 ** power))}" y="${BOX.bottom + 20}" text-anchor="middle">${label(power)}</text>`,
    ),
    ...decades(y).map(
      (power) =>
        `<text x="${BOX.left - 8}" y="${px(y.at(10 ** power) + 4)}" text-anchor="end">${label(power)}</text>`,
    ),
  ].join('\n');
}

function fitted(x: Axis, y: Axis, at: (size: number) => number, { points, colour }: Line): string {
  const [first, last] = [points[0]!.size, points.at(-1)!.size];
  const ends = `M${px(x.at(first))} ${px(y.at(at(first)))}L${px(x.at(last))} ${px(y.at(at(last)))}`;
  return `<path d="${ends}" stroke="${colour}" stroke-dasharray="6 4" stroke-width="1.5" fill="none"/>`;
}

function drawn(x: Axis, y: Axis, { label, colour, points }: Line): string {
  const dots = points
    .map(
      ({ size, cost }) => `<circle cx="${px(x.at(size))}" cy="${px(y.at(cost))}" r="4.5" fill="${colour}"/>`,
    )
    .join('');
  const route = points.map(({ size, cost }) => `${px(x.at(size))} ${px(y.at(cost))}`).join('L');
  const last = points.at(-1)!;
  // The sum and the import lie close together: one label above its dot, the other below.
  const shift = label === 'import' ? 14 : label === 'screen' ? 4 : -4;
  return `<path d="M${route}" stroke="${colour}" fill="none" stroke-opacity=".45"/>${dots}<text x="${px(x.at(last.size) + 10)}" y="${px(y.at(last.cost) + shift)}" fill="${colour}">${label} ${last.cost.toPrecision(3)} s</text>`;
}

const px = (value: number): string => value.toFixed(1);
