import { type Fen, fen, type PlainDate } from '../kernel/index.ts';
import { type IncomeRules, incomeWindow } from '../policy/index.ts';
import { sql, type Tx } from '../platform/index.ts';

type Fragment = ReturnType<typeof sql<unknown>>;

/**
 * A query for (household_no, income_fen): what households of a county received, less business cost, in the months
 * the policy looks at (domain.md §3.2: the full months before the month of identification). `households` is a query
 * for the household numbers wanted; those without any row in the window are absent, not zero.
 */
export function incomeTotals(
  countyCode: string,
  identifiedOn: PlainDate,
  rules: IncomeRules,
  households: Fragment,
): Fragment {
  const window = incomeWindow(identifiedOn, rules.windowMonths);
  return sql`select household_no,
      sum(case class when 'business_cost' then -amount_fen else amount_fen end)::bigint as income_fen
    from income.item
    where county_code = ${countyCode} and household_no in (${households})
      and year between ${Math.min(window.annualYear, yearOfMonth(window.fromMonth))}
        and ${Math.max(window.annualYear, yearOfMonth(window.toMonth))}
      and (month = 0 and year = ${window.annualYear}
        or month > 0 and year * 12 + month - 1 between ${monthNumber(window.fromMonth)} and ${monthNumber(window.toMonth)})
      and (${rules.countsOneOff} or not one_off)
      and not stream = any(${rules.excludedStreams})
    group by household_no`;
}

/** A household's income in the window, in fen for the whole household; undefined when nothing is known. */
export async function findIncome(
  tx: Tx,
  countyCode: string,
  householdNo: string,
  identifiedOn: PlainDate,
  rules: IncomeRules,
): Promise<Fen | undefined> {
  const one = sql`select ${householdNo}::text`;
  const { rows } = await sql<{ income_fen: bigint }>`
    ${incomeTotals(countyCode, identifiedOn, rules, one)}`.execute(tx);
  return rows[0] === undefined ? undefined : fen(rows[0].income_fen);
}

/**
 * Whether two days of identification look at the same income rows of a county: the same year of annual rows,
 * and no recurring monthly row that one window holds and the other does not.
 */
export async function seesSameIncome(
  tx: Tx,
  countyCode: string,
  { incomeRules }: { readonly incomeRules: IncomeRules | undefined },
  one: PlainDate,
  other: PlainDate,
): Promise<boolean> {
  if (!incomeRules || one.slice(0, 7) === other.slice(0, 7)) return true;
  const [a, b] = [incomeWindow(one, incomeRules.windowMonths), incomeWindow(other, incomeRules.windowMonths)];
  if (a.annualYear !== b.annualYear || incomeRules.countsOneOff) return false;
  const { rows } = await sql`select 1 from income.item
    where county_code = ${countyCode} and month > 0 and not one_off limit 1`.execute(tx);
  return rows.length === 0;
}

const yearOfMonth = (month: string): number => Number(month.slice(0, 4));

const monthNumber = (month: string): number => yearOfMonth(month) * 12 + Number(month.slice(5)) - 1;
