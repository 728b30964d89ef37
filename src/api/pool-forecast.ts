import { Type } from 'typebox';
import { formatYuan } from '../kernel/index.ts';
import { FORECAST_METHODS, type ForecastMethod, type PoolForecast } from '../prevention/payout/index.ts';
import { Day, Nullable, Words, Yuan } from './schemas.ts';

const Share = Nullable(Type.String({ description: 'A share with four decimals; null: of nothing.' }));

/** A pool on a day and what will be used by the end of its year. */
export const Forecast = Type.Object({
  year: Type.Integer(),
  as_of: Day,
  policy_version: Type.String(),
  premium_yuan: Yuan,
  funds_yuan: Yuan,
  paid_yuan: Yuan,
  reserved_yuan: Yuan,
  used_yuan: Yuan,
  used_share: Share,
  used_of_premium: Share,
  elapsed_days: Type.Integer(),
  days_of_year: Type.Integer(),
  warning_share: Share,
  warning: Type.Boolean({ description: 'More of the pool is used than of the year has passed (F27).' }),
  months: Type.Array(
    Type.Object({
      month: Type.String({ description: '2026-11' }),
      paid_yuan: Yuan,
      total_yuan: Type.String({ description: 'Up to the end of the month.' }),
      last_year_yuan: Type.String({
        description: 'Paid from the pool of the year before in the same month.',
      }),
    }),
  ),
  forecasts: Type.Array(
    Type.Object({
      method: Type.Enum(Object.keys(FORECAST_METHODS) as ForecastMethod[]),
      words: Words,
      formula: Type.String(),
      used_yuan: Nullable(Yuan),
      left_yuan: Nullable(Yuan),
      share: Share,
    }),
    { description: 'Used by the end of the year, each by its method; null where it has nothing to go by.' },
  ),
});

const shareOf = (tenThousandths: bigint | null): string | null =>
  tenThousandths === null ? null : (Number(tenThousandths) / 10_000).toFixed(4);
const yuanOf = (amount: bigint | null): string | null => (amount === null ? null : formatYuan(amount));

export const forecastDocument = (forecast: PoolForecast) => ({
  year: forecast.year,
  as_of: forecast.asOf,
  policy_version: forecast.policyVersion,
  premium_yuan: formatYuan(forecast.premiumFen),
  funds_yuan: formatYuan(forecast.fundsFen),
  paid_yuan: formatYuan(forecast.paidFen),
  reserved_yuan: formatYuan(forecast.reservedFen),
  used_yuan: formatYuan(forecast.usedFen),
  used_share: shareOf(forecast.usedShare),
  used_of_premium:
    forecast.premiumFen === 0n ? null : (Number(forecast.usedFen) / Number(forecast.premiumFen)).toFixed(4),
  elapsed_days: forecast.elapsed.days,
  days_of_year: forecast.elapsed.of,
  warning_share: shareOf(forecast.warningShare),
  warning: forecast.isWarned,
  months: forecast.months.map(({ month, paidFen, totalFen, lastYearFen }) => ({
    month,
    paid_yuan: formatYuan(paidFen),
    total_yuan: formatYuan(totalFen),
    last_year_yuan: formatYuan(lastYearFen),
  })),
  forecasts: forecast.methods.map(({ method, usedFen, leftFen, share }) => {
    const { zh, en, formula } = FORECAST_METHODS[method];
    const used_yuan = yuanOf(usedFen);
    return {
      method,
      words: { zh, en },
      formula,
      used_yuan,
      left_yuan: yuanOf(leftFen),
      share: shareOf(share),
    };
  }),
});
