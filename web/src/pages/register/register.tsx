import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { PageTabs } from '../../ui/page-tabs.tsx';
import { Page } from '../../ui/page.tsx';
import { AllWaitingChanges } from '../households/condition-waiting.tsx';
import { Cohort } from './cohort.tsx';
import { Duplicates } from './duplicates.tsx';
import { Events } from './events.tsx';
import { Quality } from './quality.tsx';
import { words } from './words.ts';

const ALL = 'all';

/** What waits to be decided about the register, and whether it is sound. */
export function RegisterPage() {
  const t = useWords(words);
  const may = useMay();
  const { values, set } = useFilters(['tab', 'status']);
  const status = values.status === ALL ? undefined : (values.status ?? 'proposed');
  const tab = values.tab ?? 'events';
  const tabs = [
    { to: '?', label: t('events') },
    ...(may('register.condition.propose') ? [{ to: '?tab=conditions', label: t('conditions') }] : []),
    { to: '?tab=cohort', label: t('cohort') },
    ...(may('see.duplicates') ? [{ to: '?tab=duplicates', label: t('duplicates') }] : []),
    { to: '?tab=quality', label: t('quality') },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <PageTabs label={t('title')} tabs={tabs} open={tab === 'events' ? '?' : `?tab=${tab}`} />
      {tab === 'events' && <Events status={status} onStatus={(chosen) => set({ status: chosen ?? ALL })} />}
      {tab === 'conditions' && <AllWaitingChanges />}
      {tab === 'cohort' && <Cohort />}
      {tab === 'duplicates' && <Duplicates />}
      {tab === 'quality' && <Quality />}
    </Page>
  );
}
