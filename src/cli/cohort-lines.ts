import type { Bilingual } from '../kernel/index.ts';
import { ACCOUNT_COLUMNS, type CohortAccount, type ReportedAccount } from '../registry/index.ts';
import type { Context } from './context.ts';
import { signed } from './register-options.ts';

/** The accounts of the register in words. */

const LINE_NAMES: Readonly<Record<string, string>> = {
  newly_identified: '新识别',
  relapsed: '返贫',
  born: '出生',
  married_in: '婚入',
  moved_in: '迁入',
  split_in: '分户增',
  merged_in: '并户增',
  lifted: '脱贫',
  died: '死亡',
  married_out: '婚出',
  moved_out: '迁出',
  split_out: '分户减',
  merged_out: '并户减',
  removed_by_review: '核查剔除',
  reclassified_out: '调整类别',
  adjustment: '动态调整',
};

/** Of the flows only those that are not 0. */
export function accountLine(context: Context, account: CohortAccount): string {
  const flows = ACCOUNT_COLUMNS.slice(
    ACCOUNT_COLUMNS.indexOf('opening') + 1,
    ACCOUNT_COLUMNS.indexOf('closing'),
  )
    .filter((line) => account[line] !== 0)
    .map((line) =>
      context.words({
        zh: `，${LINE_NAMES[line] ?? line} ${account[line]}`,
        en: `, ${line.replaceAll('_', ' ')} ${account[line]}`,
      }),
    )
    .join('');
  const { area_name, area_code, from, to, measure, opening, closing } = account;
  const open = account.closes
    ? { zh: '', en: '' }
    : { zh: `，差 ${signed(account.residual)}`, en: `, open by ${signed(account.residual)}` };
  return context.words({
    zh: `${area_name}（${area_code}）${from} 至 ${to}，${MEASURE_NAMES[measure]}：期初 ${opening}${flows}，期末 ${closing}${open.zh}`,
    en: `${area_name} (${area_code}) ${from} to ${to}, ${measure}: opening ${opening}${flows}, closing ${closing}${open.en}`,
  });
}

const MEASURE_NAMES = { households: '户数', persons: '人数' } as const;

export function reportedLine(context: Context, account: ReportedAccount): string {
  const { area, period, measure, opening_gap: gap } = account;
  const verdict = verdictOn(account);
  const jump =
    gap === null || gap === 0
      ? { zh: '', en: '' }
      : { zh: `；期初与上期期末差 ${signed(gap)}`, en: `; opens ${signed(gap)} from the closing before` };
  return context.words({
    zh: `${area}，${period}，${MEASURE_NAMES[measure]}：${verdict.zh}${jump.zh}`,
    en: `${area}, ${period}, ${measure}: ${verdict.en}${jump.en}`,
  });
}

function verdictOn({ closes, residual, stated_adjustment: stated }: ReportedAccount): Bilingual {
  if (closes === null) return { zh: '缺少数字，无法判断', en: 'cannot be told, figures are missing' };
  if (!closes)
    return {
      zh: `不平，需调整 ${signed(residual!)}`,
      en: `does not close, needs an adjustment of ${signed(residual!)}`,
    };
  return stated === 0
    ? { zh: '平衡', en: 'closes' }
    : {
        zh: `计入所列调整 ${signed(stated!)} 后平衡`,
        en: `closes with the stated adjustment of ${signed(stated!)}`,
      };
}
