import { Tabs } from 'antd';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { Page } from '../../ui/page.tsx';
import { Gaps } from './gaps.tsx';
import { People } from './people.tsx';
import { Tasks } from './tasks.tsx';
import { words } from './words.ts';

/** Who answers for what, where nobody does, and what was given to whom. */
export function DutiesPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { values, set } = useFilters(['tab']);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        activeKey={values.tab ?? 'people'}
        onChange={(tab) => set({ tab })}
        destroyOnHidden
        items={[
          { key: 'people', label: t('people'), children: <People county={county} /> },
          { key: 'gaps', label: t('gaps'), children: <Gaps county={county} /> },
          { key: 'tasks', label: t('tasks'), children: <Tasks county={county} /> },
        ]}
      />
    </Page>
  );
}
