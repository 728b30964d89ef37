import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { PageTabs } from '../../ui/page-tabs.tsx';
import { Page } from '../../ui/page.tsx';
import { Gaps } from './gaps.tsx';
import { People } from './people.tsx';
import { Tasks } from './tasks.tsx';
import { words } from './words.ts';

/** Who answers for what, where nobody does, and what was given to whom. */
export function DutiesPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const tab = useFilters(['tab']).values.tab ?? 'people';
  const tabs = [
    { to: '?', label: t('people') },
    { to: '?tab=gaps', label: t('gaps') },
    { to: '?tab=tasks', label: t('tasks') },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <PageTabs label={t('title')} tabs={tabs} open={tab === 'people' ? '?' : `?tab=${tab}`} />
      {tab === 'people' && <People county={county} />}
      {tab === 'gaps' && <Gaps county={county} />}
      {tab === 'tasks' && <Tasks county={county} />}
    </Page>
  );
}
