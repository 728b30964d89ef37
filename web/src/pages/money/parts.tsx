import { App } from 'antd';
import { useLocation } from 'react-router';
import {
  CHART,
  type ChartCode,
  type ChartEntry,
  KINDS,
  type PostingKind,
} from '../../../../src/ledger/pure.ts';
import type { ApiFailure } from '../../api/client.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { PageTabs } from '../../ui/page-tabs.tsx';
import { words } from './words.ts';

/** The pages of money, as tabs: those that the roles open. */
export function MoneyTabs() {
  const t = useWords(words);
  const may = useMay();
  const { pathname } = useLocation();
  const tabs = [
    { to: '/money', label: t('pool'), isOpen: may('pool.show') },
    { to: '/money/payments', label: t('payments'), isOpen: may('see.payment') },
    { to: '/money/ledger', label: t('ledger'), isOpen: may('see.ledger') },
    { to: '/money/samples', label: t('samples'), isOpen: may('see.payment') },
  ].filter(({ isOpen }) => isOpen);
  return <PageTabs label={t('pool')} tabs={tabs} open={pathname} />;
}

/** An account by its name and what it is of: `防贫保险金池 2026`, `村集体资金 北寺庄村`. */
export function useAccountName(): (key: string) => string {
  const say = useBilingual();
  const { nameOf } = useAreas();
  return (key) => {
    const [code = '', ...of] = key.split(':');
    if (!(code in CHART)) return key;
    const entry: ChartEntry = CHART[code as ChartCode];
    return [say(entry), ...of.map((part, i) => (entry.of[i] === 'area code' ? nameOf(part) : part))].join(
      ' ',
    );
  };
}

export function useKindName(): (kind: string) => string {
  const say = useBilingual();
  return (kind) => (kind in KINDS ? say(KINDS[kind as PostingKind]) : kind);
}

/** Tells in words what an act did, or why it was refused. */
export function useTold() {
  const { message, modal } = App.useApp();
  const say = useBilingual();
  return {
    done: (text: string): void => void message.success(text),
    refused: (failure: ApiFailure): void =>
      void modal.error({ title: say(failure.sentence), content: <small>{failure.code}</small> }),
  };
}
