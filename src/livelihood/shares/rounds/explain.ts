import { type Bilingual, formatYuan } from '../../../kernel/pure.ts';
import { type Column, COLUMN_NAMES, SOURCE_NAMES, STEP_NAMES, type StepName } from './model.ts';
import type { Sheet, SheetStep } from './sheet.ts';
import { yuan } from './sheet.ts';

/** A step of a round's calculation; its amount follows from its children, or is an input at the leaves. */
export interface RoundNode {
  readonly name: string;
  readonly label: Bilingual;
  readonly amount_yuan: string;
  readonly detail?: Bilingual;
  readonly children: readonly RoundNode[];
}

/** A round as a tree: what came in, what each step took and of what, and what each part splits over how many lines. */
export function explainRound(sheet: Sheet): RoundNode {
  const leaf = (name: string, label: Bilingual, amount_yuan: string, detail?: Bilingual): RoundNode => ({
    name,
    label,
    amount_yuan,
    ...(detail && { detail }),
    children: [],
  });
  const sources = sheet.sources.map(({ kind, label, amount_yuan, document }, i) =>
    leaf(`source/${i + 1}`, label, kind === 'cost' || kind === 'loss' ? `-${amount_yuan}` : amount_yuan, {
      zh: `${SOURCE_NAMES[kind].zh}${document === '' ? '' : `；${document}`}`,
      en: `${SOURCE_NAMES[kind].en}${document === '' ? '' : `; ${document}`}`,
    }),
  );
  const shared = sheet.pots.reduce((sum, { amount_yuan }) => sum + yuan(amount_yuan), 0n);
  return {
    name: 'shared',
    label: { zh: '本次分配', en: 'shared this year' },
    amount_yuan: formatYuan(shared),
    children: [
      {
        name: 'surplus',
        label: { zh: '可分配收益（收入加结转减成本）', en: 'surplus: income and carry-over less costs' },
        amount_yuan: sheet.surplus_yuan,
        children: sources,
      },
      {
        name: 'waterfall',
        label: { zh: '按章程逐步提取', en: 'steps of the charter, in their order' },
        amount_yuan: formatYuan(sheet.steps.reduce((sum, { amount_yuan }) => sum + yuan(amount_yuan), 0n)),
        children: sheet.steps.map((step) =>
          leaf(step.step, STEP_NAMES[step.step as StepName], step.amount_yuan, stepDetail(step)),
        ),
      },
      {
        name: 'parts',
        label: { zh: '分到各行', en: 'split over the lines' },
        amount_yuan: formatYuan(shared),
        children: sheet.pots.map(({ name, columns, amount_yuan }) => {
          const lines = sheet.lines.filter(({ column }) => columns.includes(column)).length;
          return leaf(name, namesOf(columns), amount_yuan, {
            zh: `${lines} 行`,
            en: lines === 1 ? '1 line' : `${lines} lines`,
          });
        }),
      },
      leaf('carried_over', { zh: '结转下年', en: 'carried over to the next year' }, sheet.carried_over_yuan),
    ],
  };
}

export const namesOf = (columns: readonly Column[]): Bilingual => ({
  zh: columns.map((column) => COLUMN_NAMES[column].zh).join('、'),
  en: columns.map((column) => COLUMN_NAMES[column].en).join(', '),
});

/** What a step took, of what, and what it left. */
export function stepDetail({ rate_bp, base_yuan, rest_yuan }: SheetStep): Bilingual {
  const percent = rate_bp === null ? undefined : `${rate_bp / 100} %`;
  return {
    zh: `${percent === undefined ? '应付' : `按 ${percent} 计，基数`} ${base_yuan}，余 ${rest_yuan}`,
    en: `${percent === undefined ? 'asked for' : `${percent} of`} ${base_yuan}; ${rest_yuan} left`,
  };
}
