import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAct } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { usePoliciesWithLines } from '../../ui/policies.ts';
import { words } from './words.ts';

/** Compares the county's bills with the lines of a policy, as long work. */
export function Screening() {
  const t = useWords(words);
  const today = useToday();
  const say = useBilingual();
  const navigate = useNavigate();
  const { code: county } = useCounty();
  const policies = usePoliciesWithLines();
  const act = useAct('POST /counties/:county/screenings');
  const [chosen, choose] = useState<string>();
  const [asOf, setAsOf] = useState(today);
  const policy = chosen ?? policies[0]?.id;
  const run = (dryRun: boolean): void => {
    if (policy === undefined) return;
    act.mutate(
      { params: { county }, body: { policy, as_of: asOf, dry_run: dryRun } },
      { onSuccess: ({ id }) => void navigate(`/feeds/jobs/${id}`) },
    );
  };
  return (
    <Section title={t('screening')}>
      <p className="page-lead">{t('screeningLead')}</p>
      {act.error && <FailureBlock failure={act.error} />}
      <Space wrap>
        <Select
          aria-label={t('policy')}
          {...(policy !== undefined && { value: policy })}
          onChange={choose}
          options={policies.map(({ id, title }) => ({ value: id, label: say(title) }))}
          popupMatchSelectWidth={false}
          style={{ minWidth: 240 }}
        />
        <DayField label={t('asOf')} value={asOf} max={today} onChange={(day) => setAsOf(day ?? today)} />
        <Button loading={act.isPending} onClick={() => run(true)}>
          {t('screenTrial')}
        </Button>
        <Button loading={act.isPending} onClick={() => run(false)}>
          {t('screenRun')}
        </Button>
      </Space>
    </Section>
  );
}
