import { Tabs } from 'antd';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
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
  const tabs = [
    {
      key: 'events',
      label: t('events'),
      children: <Events status={status} onStatus={(chosen) => set({ status: chosen ?? ALL })} />,
    },
    ...(may('register.condition.propose')
      ? [{ key: 'conditions', label: t('conditions'), children: <AllWaitingChanges /> }]
      : []),
    { key: 'cohort', label: t('cohort'), children: <Cohort /> },
    ...(may('see.duplicates')
      ? [{ key: 'duplicates', label: t('duplicates'), children: <Duplicates /> }]
      : []),
    { key: 'quality', label: t('quality'), children: <Quality /> },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        destroyOnHidden
        activeKey={values.tab ?? 'events'}
        onChange={(tab) => set({ tab })}
        items={tabs}
      />
    </Page>
  );
}
