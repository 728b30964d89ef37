import {
  addDays,
  type Fen,
  fen,
  firstDayOf,
  formatYuan,
  type PlainDate,
  yearOf,
} from '../../kernel/index.ts';
import { generatedSource, type TableSource } from '../../platform/index.ts';
import type { Peril, PolicyVersion } from '../../policy/index.ts';
import type { Stream } from '../random.ts';
import { utf8 } from '../row-writer.ts';
import type { Plot } from './plots.ts';

/** Whose bill it is, and what for: as in `bill-sheet.ts`, no real institution. */
const PROVIDERS: Readonly<Record<Peril, readonly [provider: string, item: string]>> = {
  medical: ['合成市医院', 'inpatient'],
  education: ['合成大学', 'tuition'],
  disaster: ['合成农业保险经办处', ''],
  traffic_medical: ['合成县医院', 'inpatient'],
  traffic_loss: ['合成交通事故处理处', ''],
};

/** Times the line: most a little over it, some far. */
const OVER_THE_LINE = [1.3, 4] as const;
/** Of the lines, so that none is crossed, other bills of the year added, and together they pass every single one. */
const UNDER_THE_LINE = { medical: 0.75, education: 0.65, disaster: 0.6 } as const;
const REIMBURSED_PER_SELF_PAID = 1.4;

/** The bills that bring the plots about, a few days before the screening that finds them. */
export function billsOf(
  plots: readonly Plot[],
  policy: PolicyVersion,
  county: string,
  stream: Stream,
): TableSource {
  const rows = plots.flatMap((plot) => sumsOf(plot, policy, stream).map((sum) => ({ ...sum, plot })));
  const lines = rows.map(({ plot, peril, selfPaidFen }, i) => {
    const { household_no } = plot.household;
    const reimbursedFen = fen(BigInt(Math.round(Number(selfPaidFen) * REIMBURSED_PER_SELF_PAID)));
    const person = peril === 'disaster' ? '' : `${household_no}-1`;
    const amounts = [fen(selfPaidFen + reimbursedFen), reimbursedFen, selfPaidFen].map(formatYuan);
    return [
      county,
      `S${String(i + 1).padStart(6, '0')}`,
      household_no,
      person,
      peril,
      dayBefore(plot.asOf, stream),
      ...amounts,
      ...PROVIDERS[peril],
    ].join(',');
  });
  const header =
    'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider,item';
  return generatedSource('demo-expenses-of-cases.csv', async function* () {
    yield utf8(`${[header, ...lines].join('\n')}\n`);
  });
}

interface Sum {
  readonly peril: Peril;
  readonly selfPaidFen: Fen;
}

function sumsOf({ scenario, household, peril }: Plot, policy: PolicyVersion, stream: Stream): readonly Sum[] {
  const { found = 'line' } = scenario;
  const group = household.group === 'general' ? 'non_poor_low_income' : household.group;
  const share = (of: Peril, times: number): Sum => ({
    peril: of,
    selfPaidFen: fen(BigInt(Math.round((Number(policy.line(group, of)!) * times) / 100)) * 100n),
  });
  if (found === 'declared' || found === 'visit') return [];
  if (found === 'sum') return Object.entries(UNDER_THE_LINE).map(([of, times]) => share(of as Peril, times));
  return [share(peril, stream.between(OVER_THE_LINE))];
}

/** Within the policy year of the screening. */
function dayBefore(asOf: PlainDate, stream: Stream): PlainDate {
  const day = addDays(asOf, -stream.integer(1, 9));
  return yearOf(day) === yearOf(asOf) ? day : firstDayOf(yearOf(asOf));
}
