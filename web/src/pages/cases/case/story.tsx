import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { ACTIONS, type ActionName } from '../../../../../src/prevention/cases/pure.ts';
import { formatYuan } from '../../../../../src/kernel/pure.ts';
import { fenOf } from '../../../ui/amount/index.ts';
import { useTerm } from '../../../ui/terms.ts';
import {
  type Bill,
  capital,
  type CaseAmount,
  type CaseView,
  fieldsOf,
  inputsOf,
  isAmount,
} from '../model.ts';
import { words } from '../words.ts';

type Lines = CaseAmount['lines'];

/** What a peril's bills come to; undefined where an amount is hidden. */
export function sumsOf(bills: readonly Bill[]): ReadonlyMap<string, bigint> | undefined {
  const sums = new Map<string, bigint>();
  for (const { peril, selfPaidYuan } of bills) {
    if (!isAmount(selfPaidYuan) || peril === null) return undefined;
    sums.set(peril, (sums.get(peril) ?? 0n) + fenOf(selfPaidYuan));
  }
  return sums;
}

/** One sentence: what befell the household, what was done about it, what comes next. */
export function Story({ view, lines }: { readonly view: CaseView; readonly lines: Lines }) {
  const t = useWords(words);
  const parts = [...useBefallen(view, lines), ...useDone(view)];
  return (
    <p className="case-sentence case-story-sentence">
      {capital(parts.join(t('storyJoin')))}
      {t('storyEnd')}
    </p>
  );
}

function useBefallen(view: CaseView, lines: Lines): string[] {
  const t = useWords(words);
  const term = useTerm();
  const { yuanInWords } = useFormat();
  const year = view.policy_year;
  const bills = inputsOf(view)?.facts.bills;
  const sums = bills && sumsOf(bills);
  if (!sums) return [t('storyHidden', { year })];
  if (sums.size === 0) return [t('storyNoBills', { year })];
  const told = [...sums].map(([peril, sum]) => {
    const line = lines.find((each) => each.peril === peril)?.warning_line_yuan;
    const over = line === undefined ? 0n : sum - fenOf(line);
    return { over, peril, sum, line };
  });
  return told
    .sort((a, b) => Number(b.over - a.over))
    .map(({ over, peril, sum, line }) =>
      t(line === undefined ? 'storyNoLine' : over > 0n ? 'storyOver' : 'storyUnder', {
        year,
        peril: term('peril', peril),
        selfPaid: yuanInWords(formatYuan(sum)),
        line: line === undefined ? '' : yuanInWords(line),
        excess: yuanInWords(formatYuan(over)),
      }),
    );
}

const CLOSING = new Set(['reject', 'withdraw', 'dismiss_appeal']);

function useDone(view: CaseView): string[] {
  const t = useWords(words);
  const term = useTerm();
  const { dayInWords, yuanInWords } = useFormat();
  const [opening] = view.steps;
  const finders = inputsOf(view)?.finders ?? [];
  const said: string[] = [];
  if (finders.length > 0) said.push(t('storyFinders', { finders: finders.join(', ') }));
  if (opening) said.push(t('storyOpened', { day: dayInWords(opening.day), actor: opening.actor }));
  const pay = view.steps.findLast(({ action }) => action === 'pay');
  if (pay && isAmount(view.paid_yuan))
    said.push(t('storyPaid', { day: dayInWords(pay.day), amount: yuanInWords(view.paid_yuan) }));
  const last = view.steps.at(-1);
  if (last && CLOSING.has(last.action))
    said.push(
      t('storyClosed', {
        day: dayInWords(last.day),
        action: term('action', last.action),
        reason: fieldsOf(last)['reason'] ?? '—',
      }),
    );
  const [next] = view.awaits;
  if (next)
    said.push(
      t('storyWaits', {
        role: term('caseRole', ACTIONS[next.action as ActionName].role),
        action: term('action', next.action),
      }),
    );
  return said;
}
