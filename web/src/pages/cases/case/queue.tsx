import { Button } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { useWords } from '../../../i18n/words.ts';
import { useMay } from '../../../session.ts';
import { useNarrow } from '../../../theme/appearance.ts';
import { Keys } from '../../../ui/keys.tsx';
import { useCases, useFindings, useOrder, useTab } from '../list/order.ts';
import { words } from '../words.ts';

/** The cases before and after this one in the list that one came from, whose filters the address still holds. */
function useNeighbours(caseNo: number, purpose: string) {
  const may = useMay();
  const { values } = useOrder();
  const { tab } = useTab(values);
  const cases = useCases(values, purpose, tab === 'cases' && may('see.case'));
  const findings = useFindings(values, purpose, tab === 'findings');
  const numbers = [
    ...new Set(
      tab === 'cases'
        ? cases.rows.map(({ case_no }) => case_no)
        : findings.rows.flatMap(({ case_no }) => case_no ?? []),
    ),
  ];
  const at = numbers.indexOf(caseNo);
  return { before: numbers[at - 1], after: at < 0 ? undefined : numbers[at + 1] };
}

/** Back to the list, to the case before and the next one; and the keys of the page. */
export function Queue({ caseNo, purpose }: { readonly caseNo: number; readonly purpose: string }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const { search } = useLocation();
  const isNarrow = useNarrow();
  const { before, after } = useNeighbours(caseNo, purpose);
  const go = (no: number | undefined) => () => {
    if (no !== undefined) void navigate(`/cases/${no}${search}`);
  };
  return (
    <>
      <Button onClick={() => void navigate(`/cases${search}`)}>{t('toList')}</Button>
      <Button disabled={before === undefined} aria-label={t('previousCase')} onClick={go(before)}>
        ‹ {!isNarrow && t('previousCase')}
      </Button>
      <Button disabled={after === undefined} aria-label={t('nextCase')} onClick={go(after)}>
        {!isNarrow && t('nextCase')} ›
      </Button>
      <Keys
        keys={[
          { key: 'a', does: t('keyAct'), act: focusActions },
          { key: '[', does: t('keyPrevious'), act: go(before) },
          { key: ']', does: t('keyNext'), act: go(after) },
          { key: 'p', does: t('keyPrint'), act: () => print() },
        ]}
      />
    </>
  );
}

/** The step that is next, or else the first that is possible. */
function focusActions(): void {
  const place = document.getElementById('case-actions');
  place?.scrollIntoView({ block: 'nearest' });
  place?.querySelector<HTMLElement>('[data-next], button, a, summary')?.focus();
}
