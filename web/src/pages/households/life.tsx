import { Timeline } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { Answer, Nothing, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { useTerm } from '../../ui/terms.ts';
import { Events } from '../register/events.tsx';
import type { Household } from './household.tsx';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/households/:household/timeline';
type Step = Reply<typeof ROUTE>['steps'][number];

/** How a household became what it is, and what waits to be decided about it. */
export function Life({ household }: { readonly household: Household }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const [status, choose] = useState<string | undefined>('proposed');
  const number = household.household_no ?? '';
  const life = useGet(ROUTE, { params: { county, household: number } });
  return (
    <>
      <Section title={t('life')}>
        <Answer of={life}>
          {({ steps }) =>
            steps.length === 0 ? (
              <Nothing>{t('noSteps')}</Nothing>
            ) : (
              <Timeline
                items={steps.map((step, i) => ({
                  key: i,
                  color: step.counts ? 'blue' : 'gray',
                  content: <StepLine of={step} before={steps[i - 1]} />,
                }))}
              />
            )
          }
        </Answer>
      </Section>
      <Events
        household={{ household_no: number, members: household.members }}
        status={status}
        onStatus={choose}
      />
    </>
  );
}

function StepLine({ of: step, before }: { readonly of: Step; readonly before: Step | undefined }) {
  const t = useWords(words);
  const term = useTerm();
  const { pathOf } = useAreas();
  const { date, kind, event_no, counts, exists, group, size, area_code } = step;
  const isMoved = before !== undefined && before.area_code !== area_code;
  const state = exists
    ? t('afterwards', {
        group: group === null ? '—' : term('group', group),
        people: t('people', { count: Number(size) }),
      })
    : t('ended');
  const particulars = [
    step.document ?? (kind === 'base' ? t('fromFile') : null),
    step.reason,
    event_no !== null && t('eventNo', { event: event_no }),
    step.proposed_by !== null &&
      step.decided_by !== null &&
      t('decidedBy', { proposer: step.proposed_by, decider: step.decided_by }),
  ];
  return (
    <>
      <strong>
        {[date, term('event', kind === 'base' && date !== null ? 'classify' : kind)]
          .filter(Boolean)
          .join(' ')}
      </strong>{' '}
      {counts ? (
        [state, isMoved && pathOf(area_code ?? '')].filter(Boolean).join(' · ')
      ) : (
        <StatusMark tone="reversed">
          {t('cancelledBy', { event: step.cancelled_by_event_no ?? '—' })}
        </StatusMark>
      )}
      <br />
      <small>{particulars.filter(Boolean).join(' · ')}</small>
    </>
  );
}
