import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { Answer, Page } from '../../ui/page.tsx';
import { PersonalValue, PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { printPage } from '../../ui/print.ts';
import { useTerm } from '../../ui/terms.ts';
import { common } from '../../ui/words.ts';
import { Bills } from './bills.tsx';
import { Cards } from './cards.tsx';
import { ConditionSheet } from './conditions.tsx';
import { DeclareDialog } from './declare.tsx';
import { DuplicateWarning, GoingOn } from './going-on.tsx';
import { Income } from './income.tsx';
import { Life } from './life.tsx';
import { USUAL_PURPOSE } from './list.tsx';
import { Members } from './members.tsx';
import { Responsible } from './responsible.tsx';
import { Support } from './support.tsx';
import { words } from './words.ts';

export type Household = Reply<'GET /counties/:county/households/:household'>;

/** All that is known about a household. */
export function HouseholdPage() {
  const t = useWords(words);
  const c = useWords(common);
  const may = useMay();
  const { code: county } = useCounty();
  const household = useParams()['household']!;
  const [isDeclaring, declare] = useState(false);
  const [isNew, tell] = useState<boolean>();
  const purpose = usePurpose('households', USUAL_PURPOSE);
  const params = { county, household };
  const of = { household, purpose: purpose.purpose };
  const found = useGet(
    'GET /counties/:county/households/:household',
    { params, query: { purpose: purpose.purpose } },
    { when: county !== '' },
  );
  return (
    <Page
      title={t('page', { number: household })}
      lead={found.data && <HeadLine of={found.data} />}
      actions={
        <>
          <Button onClick={() => void printPage()}>{c('print')}</Button>
          {may('card.issue') && (
            <Link to={`/cards?household=${encodeURIComponent(household)}`}>
              <Button>{t('card')}</Button>
            </Link>
          )}
          {(may('finding.declared') || may('finding.visit')) && (
            <Button type="primary" onClick={() => declare(true)}>
              {t('declare')}
            </Button>
          )}
        </>
      }
    >
      <PurposeLine {...purpose} />
      {isNew !== undefined && (
        <Alert type="success" showIcon closable title={t(isNew ? 'recorded' : 'recordedBefore')} />
      )}
      <Answer of={found}>
        {(data) => (
          <>
            <DuplicateWarning {...of} />
            <GoingOn {...of} />
            <Members of={data} />
            <ConditionSheet {...of} />
            <Bills {...of} />
            <Income {...of} />
            <Support {...of} />
            <Responsible household={household} />
            <Cards household={household} />
            <Life household={data} />
          </>
        )}
      </Answer>
      {isDeclaring && (
        <DeclareDialog household={household} onClose={() => declare(false)} onRecorded={tell} />
      )}
    </Page>
  );
}

function HeadLine({ of: { head_name, size, group, area_code, day } }: { readonly of: Household }) {
  const t = useWords(words);
  const term = useTerm();
  const { pathOf } = useAreas();
  const { dayInWords } = useFormat();
  return (
    <>
      <PersonalValue of={head_name} always as={(name) => t('headLine', { name })} />
      {' · '}
      <PersonalValue of={size} always as={(people) => t('people', { count: Number(people) })} />
      {' · '}
      <PersonalValue of={group} always as={(code) => term('group', code)} />
      {' · '}
      <PersonalValue of={area_code} always as={pathOf} />
      {' · '}
      {t('asOf', { day: dayInWords(day) })}
    </>
  );
}
