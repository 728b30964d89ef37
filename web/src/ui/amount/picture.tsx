import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { type Amount, amountOf, billAtCap } from './amount.ts';
import { exact, microDigits, plain, rateText, useAmountSentence } from './sentence.tsx';
import { amountWords } from './words.ts';

const YUAN = 100;
const MARGIN = { left: 44, right: 12, top: 30, bottom: 40 };

/** How wide the place for a drawing is; it is drawn anew when that changes. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return { place, width };
}

/** The largest bill drawn: a little more than the family's and than where the last slice begins. */
function reachOf({ schedule, selfPaidFen }: Amount): number {
  const lastStart = Number(schedule.deductibleFen + (schedule.brackets.at(-1)?.fromFen ?? 0n)) / YUAN;
  return nice(Math.max((Number(selfPaidFen) / YUAN) * 1.12, lastStart * 1.25, 1000));
}

/** The next number of one digit and zeros, or one and a half. */
function nice(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  return size * (steps.find((step) => step * size >= value) ?? 10);
}

const ticksOf = (reach: number, width: number): number[] => {
  const step = nice(reach / Math.max(2, Math.floor(width / 90)));
  return Array.from({ length: Math.floor(reach / step) + 1 }, (_, i) => i * step);
};

/** The staircase: as wide as the bill, as high as the rate, so that area is money. Its text is the table beside it. */
export function Staircase({ amount }: { readonly amount: Amount }) {
  const t = useWords(amountWords);
  const sentence = useAmountSentence();
  const { place, width } = useWidth();
  const hatch = useId();
  const height = width < 480 ? 220 : 260;
  const reach = reachOf(amount);
  const bill = Number(amount.selfPaidFen) / YUAN;
  const deductible = Number(amount.schedule.deductibleFen) / YUAN;
  const x = (yuan: number): number =>
    MARGIN.left + (Math.min(yuan, reach) / reach) * (width - MARGIN.left - MARGIN.right);
  const y = (share: number): number => height - MARGIN.bottom - share * (height - MARGIN.top - MARGIN.bottom);
  const capBill = billAtCap(amount.schedule, amount.usedElsewhereFen);
  return (
    <figure className="amount-picture">
      <figcaption>
        <strong>{t('pictureTitle')}</strong>
        <small>{t('pictureHelp')}</small>
      </figcaption>
      <div ref={place}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={sentence(amount, 'theirs')}>
            <defs>
              <pattern
                id={hatch}
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <line x1="0" y1="0" x2="0" y2="6" className="amount-hatch" />
              </pattern>
            </defs>
            <Axes {...{ x, y, width, height, reach }} rates />
            <Block x0={x(0)} x1={x(Math.min(deductible, bill))} y0={y(0)} y1={y(1)} fill={`url(#${hatch})`} />
            {bill < deductible && (
              <Block x0={x(bill)} x1={x(deductible)} y0={y(0)} y1={y(1)} className="amount-ahead" />
            )}
            {amount.slices.map((slice) => {
              const from = deductible + Number(slice.fromFen) / YUAN;
              const to = slice.toFen === undefined ? reach : deductible + Number(slice.toFen) / YUAN;
              const rate = Number(slice.rateBasisPoints) / 10_000;
              const end = Math.max(from, Math.min(bill, to));
              return (
                <g key={String(slice.fromFen)}>
                  {end > from && (
                    <>
                      <Block x0={x(from)} x1={x(end)} y0={y(0)} y1={y(rate)} className="amount-paid" />
                      <Block x0={x(from)} x1={x(end)} y0={y(rate)} y1={y(1)} fill={`url(#${hatch})`} />
                      <Fitting x0={x(from)} x1={x(end)} y={(y(0) + y(rate)) / 2} className="amount-on-paid">
                        {[
                          `${plain(slice.sliceFen)} × ${rateText(slice.rateBasisPoints)}`,
                          `= ${microDigits(slice.exactMicroYuan)}`,
                        ]}
                      </Fitting>
                    </>
                  )}
                  {to > end && from < reach && (
                    <>
                      <Block x0={x(end)} x1={x(to)} y0={y(0)} y1={y(rate)} className="amount-ahead" />
                      <Fitting x0={x(end)} x1={x(to)} y={(y(0) + y(rate)) / 2}>
                        {[rateText(slice.rateBasisPoints)]}
                      </Fitting>
                    </>
                  )}
                </g>
              );
            })}
            {capBill !== undefined && Number(capBill) / YUAN < reach && (
              <Mark at={x(Number(capBill) / YUAN)} {...{ y, width }} row={1} className="amount-cap">
                {t('capLine')}
              </Mark>
            )}
            <Mark at={x(bill)} {...{ y, width }} row={0} className="amount-bill">
              {t('bill', { amount: plain(amount.selfPaidFen) })}
            </Mark>
          </svg>
        )}
      </div>
    </figure>
  );
}

interface Scale {
  readonly x: (yuan: number) => number;
  readonly y: (share: number) => number;
}

function Axes({
  x,
  y,
  width,
  height,
  reach,
  rates = false,
}: Scale & {
  readonly width: number;
  readonly height: number;
  readonly reach: number;
  readonly rates?: boolean;
}) {
  const t = useWords(amountWords);
  return (
    <g className="amount-axes">
      {rates &&
        [0, 0.5, 1].map((share) => (
          <g key={share}>
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(share)} y2={y(share)} />
            <text x={MARGIN.left - 6} y={y(share) + 4} textAnchor="end">
              {share * 100}%
            </text>
          </g>
        ))}
      {ticksOf(reach, width).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={height - MARGIN.bottom} y2={height - MARGIN.bottom + 4} />
          <text x={x(tick)} y={height - MARGIN.bottom + 17} textAnchor={tick === reach ? 'end' : 'middle'}>
            {tick.toLocaleString('en-GB')}
          </text>
        </g>
      ))}
      <text x={width - MARGIN.right} y={height - 4} textAnchor="end">
        {t('axisBill')}
      </text>
    </g>
  );
}

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly className?: string;
  readonly fill?: string;
}
const Block = ({ x0, x1, y0, y1, ...look }: Box) => (
  <rect x={x0} y={y1} width={Math.max(0, x1 - x0)} height={Math.max(0, y0 - y1)} {...look} />
);

const LETTER = 7;

/** Words inside a block, left out where they would not fit: the table has them. */
function Fitting({
  x0,
  x1,
  y,
  className,
  children,
}: {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly className?: string;
  readonly children: readonly string[];
}) {
  const longest = Math.max(...children.map((line) => line.length));
  if (longest * LETTER > x1 - x0 - 4) return null;
  return (
    <text textAnchor="middle" className={className}>
      {children.map((line, i) => (
        <tspan key={line} x={(x0 + x1) / 2} y={y + 4 + (i - (children.length - 1) / 2) * 17}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** A vertical line with its word above, kept inside the picture. */
function Mark({
  at,
  y,
  width,
  row,
  className,
  children,
}: {
  readonly at: number;
  readonly y: (share: number) => number;
  readonly width: number;
  readonly row: number;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const side = at > width * 0.7 ? 'end' : at < width * 0.3 ? 'start' : 'middle';
  return (
    <g className={className}>
      <line x1={at} x2={at} y1={y(1) - 6} y2={y(0)} />
      <text x={at} y={row === 0 ? y(1) - 12 : y(1) + 14} textAnchor={side} dx={side === 'start' ? -4 : 4}>
        {children}
      </text>
    </g>
  );
}

/** Payout and own cost against the bill, straight between the points where the rate changes. */
export function PayoutCurve({ amount }: { readonly amount: Amount }) {
  const t = useWords(amountWords);
  const { place, width } = useWidth();
  const height = width < 480 ? 190 : 220;
  const reach = reachOf(amount);
  const { schedule, usedElsewhereFen } = amount;
  const capBill = billAtCap(schedule, usedElsewhereFen);
  const bends = [
    0,
    Number(schedule.deductibleFen) / YUAN,
    ...schedule.brackets.map(({ fromFen }) => Number(schedule.deductibleFen + fromFen) / YUAN),
    ...(capBill === undefined ? [] : [Number(capBill) / YUAN]),
    reach,
  ]
    .filter((bend) => bend <= reach)
    .sort((a, b) => a - b);
  const points = bends.map((bill) => {
    const { entitledFen, ownFen } = amountOf(schedule, BigInt(Math.round(bill * YUAN)) as never, {
      alreadyPaidFen: 0n as never,
      usedElsewhereFen,
    });
    return { bill, paid: Number(entitledFen) / YUAN, own: Number(ownFen) / YUAN };
  });
  const top = nice(Math.max(...points.flatMap(({ paid, own }) => [paid, own])));
  const x = (yuan: number): number => MARGIN.left + 12 + (yuan / reach) * (width - MARGIN.left - 12 - 72);
  const y = (yuan: number): number => height - MARGIN.bottom - (yuan / top) * (height - 12 - MARGIN.bottom);
  const path = (of: 'paid' | 'own'): string =>
    points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.bill)} ${y(point[of])}`).join('');
  const bill = Number(amount.selfPaidFen) / YUAN;
  const [paidEnd, ownEnd] = [y(points.at(-1)!.paid), y(points.at(-1)!.own)];
  const isClose = Math.abs(paidEnd - ownEnd) < 16;
  return (
    <figure className="amount-picture">
      <figcaption>
        <strong>{t('curveTitle')}</strong>
      </figcaption>
      <div ref={place}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={t('curveTitle')}>
            <Axes {...{ x, y, width: width - 60, height, reach }} />
            <g className="amount-axes">
              {[0, top / 2, top].map((yuan) => (
                <g key={yuan}>
                  <line x1={x(0)} x2={x(reach)} y1={y(yuan)} y2={y(yuan)} />
                  <text x={x(0) - 6} y={y(yuan) + 4} textAnchor="end">
                    {yuan.toLocaleString('en-GB')}
                  </text>
                </g>
              ))}
            </g>
            <path d={path('paid')} className="amount-curve-paid" />
            <path d={path('own')} className="amount-curve-own" />
            <line x1={x(bill)} x2={x(bill)} y1={y(0)} y2={y(top)} className="amount-bill-line" />
            <circle cx={x(bill)} cy={y(Number(amount.entitledFen) / YUAN)} r={4} className="amount-dot" />
            <rect
              x={x(bill) - 4}
              y={y(Number(amount.ownFen) / YUAN) - 4}
              width={8}
              height={8}
              className="amount-dot-own"
            />
            <text
              x={x(reach) + 6}
              y={paidEnd + (isClose && paidEnd > ownEnd ? 12 : 4)}
              className="amount-label-paid"
            >
              ● {t('payout')}
            </text>
            <text
              x={x(reach) + 6}
              y={ownEnd + (isClose && ownEnd >= paidEnd ? 12 : 4)}
              className="amount-label-own"
            >
              ■ {t('own')}
            </text>
          </svg>
        )}
      </div>
      <p className="sr-only">
        {points
          .map(({ bill, paid, own }) => `${bill}: ${t('payout')} ${paid}, ${t('own')} ${own}`)
          .join('; ')}
      </p>
      <small className="amount-curve-now">
        {t('bill', { amount: exact(amount.selfPaidFen) })} · {t('payout')} {exact(amount.entitledFen)} ·{' '}
        {t('own')} {exact(amount.ownFen)}
      </small>
    </figure>
  );
}
