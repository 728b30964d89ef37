import { type Bilingual, dayInWords, type PlainDate } from '../../kernel/index.ts';
import type { Period } from '../procedure.ts';

/** Kinds of notice and what stands above each. Their days and fields are the policy's. */
export const NOTICE_TITLES = {
  household_support: { zh: '帮扶事项评议结果公示', en: 'Public notice: support that was decided' },
  risk_removal: { zh: '风险消除评议结果公示', en: 'Public notice: risks that are removed' },
  dividend_plan: { zh: '收益分配方案公示', en: 'Public notice: plan of a distribution' },
  fund_use: { zh: '资金使用公示', en: 'Public notice: use of funds' },
  inventory: { zh: '清产核资结果公示', en: 'Public notice: inventory of collective assets' },
  points: { zh: '积分公示', en: 'Public notice: points' },
  moral_record: { zh: '道德评议结果公示', en: 'Public notice: moral review' },
} as const satisfies Record<string, Bilingual>;
export type NoticeKind = keyof typeof NOTICE_TITLES;
export const NOTICE_KINDS = Object.keys(NOTICE_TITLES) as readonly NoticeKind[];

/** Everything a notice says, as it is frozen and hashed. */
export interface NoticeContent {
  readonly title: Bilingual;
  readonly sentences: readonly Bilingual[];
  readonly columns: readonly Bilingual[];
  readonly rows: readonly (readonly Bilingual[])[];
  readonly footer: Bilingual;
}

/** The decision a notice rests on, in what may be public of it. */
export interface PublicDecision {
  readonly bodyName: string;
  readonly day: PlainDate;
}

export interface NoticeWords {
  readonly kind: NoticeKind;
  readonly areaName: string;
  readonly period: Period;
  readonly firstDay: PlainDate;
  readonly lastDay: PlainDate;
  readonly answer: Period;
  readonly decisions: readonly PublicDecision[];
  readonly columns: readonly Bilingual[];
  readonly rows: readonly (readonly Bilingual[])[];
}

/** The template of all notices. */
export function noticeContent(words: NoticeWords): NoticeContent {
  const { kind, areaName, period, firstDay, lastDay, answer, columns, rows } = words;
  return {
    title: NOTICE_TITLES[kind],
    sentences: [
      ...words.decisions.map(({ bodyName, day }) => ({
        zh: `经${bodyName}${dayInWords(day).zh}会议讨论通过，现予公示。`,
        en: `Decided by ${bodyName} at its meeting of ${dayInWords(day).en}; made public herewith.`,
      })),
      {
        zh: `公示期：${dayInWords(firstDay).zh}至${dayInWords(lastDay).zh}，共${daysText(period).zh}。中途撤下的，补足天数。`,
        en: `On display from ${dayInWords(firstDay).en} to ${dayInWords(lastDay).en}, ${daysText(period).en}. Days on which it does not hang are added.`,
      },
      {
        zh: `如有异议，可向村里、乡镇或拨打12317提出，可以匿名。自收到之日起${daysText(answer).zh}内由未参与评议的人员答复。`,
        en: `Anybody may object to the village, the township or hotline 12317, also without a name. People who took no part in the decision answer within ${daysText(answer).en}.`,
      },
    ],
    columns,
    rows,
    footer: { zh: areaName, en: areaName },
  };
}

const daysText = ({ days, dayKind }: Period): Bilingual =>
  dayKind === 'working_day'
    ? { zh: `${days}个工作日`, en: `${days} working days` }
    : { zh: `${days}天`, en: `${days} days` };
