import { type Fen, findFen, formatYuan, type PlainDate } from '../../kernel/index.ts';
import type { Group } from '../../policy/index.ts';
import type { BillRow } from './store.ts';

/** What an assessment looks at in the register. */
export interface AssessmentFacts {
  readonly group: Group;
  readonly size: number;
  readonly identifiedOn: PlainDate;
  /** Of the whole household in the months the policy looks at; undefined when nothing is known. */
  readonly incomeFen: Fen | undefined;
  /** The year's bills that count. */
  readonly bills: readonly BillRow[];
}

interface WrittenBill extends Omit<BillRow, 'totalFen' | 'selfPaidFen'> {
  readonly totalYuan: string;
  readonly selfPaidYuan: string;
}

/** The facts as JSON holds them: amounts in decimal yuan. */
export interface WrittenFacts extends Omit<AssessmentFacts, 'incomeFen' | 'bills'> {
  readonly incomeYuan: string | null;
  readonly bills: readonly WrittenBill[];
}

export const writeFacts = ({ incomeFen, bills, ...rest }: AssessmentFacts): WrittenFacts => ({
  ...rest,
  incomeYuan: incomeFen === undefined ? null : formatYuan(incomeFen),
  bills: bills.map(({ totalFen, selfPaidFen, ...bill }) => ({
    ...bill,
    totalYuan: formatYuan(totalFen),
    selfPaidYuan: formatYuan(selfPaidFen),
  })),
});

export const readFacts = ({ incomeYuan, bills, ...rest }: WrittenFacts): AssessmentFacts => ({
  ...rest,
  incomeFen: incomeYuan === null ? undefined : fenOf(incomeYuan),
  bills: bills.map(({ totalYuan, selfPaidYuan, ...bill }) => ({
    ...bill,
    totalFen: fenOf(totalYuan),
    selfPaidFen: fenOf(selfPaidYuan),
  })),
});

function fenOf(yuan: string): Fen {
  const amount = findFen(yuan);
  if (amount === undefined) throw new RangeError(`Not an amount in yuan: ${yuan}`);
  return amount;
}
