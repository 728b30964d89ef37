import { Link } from 'react-router';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useSight } from '../../../session.ts';
import { useAreas } from '../../../ui/areas.tsx';
import { fact, Facts } from '../../../ui/page.tsx';
import { PersonalValue } from '../../../ui/personal.tsx';
import { StatusMark } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { hasPage } from '../../index.ts';
import { type CaseAmount, type CaseView, inputsOf, isAmount } from '../model.ts';
import { words } from '../words.ts';
import type { HouseholdToday } from './head.tsx';
import { Part } from './part.tsx';

/** What the case is decided on, with what differs in the register today. */
export function FrozenHousehold({
  view,
  amount,
  today,
}: {
  readonly view: CaseView;
  readonly amount: CaseAmount | undefined;
  readonly today: HouseholdToday | undefined;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { pathOf } = useAreas();
  const { yuan, count } = useFormat();
  const inputs = inputsOf(view);
  if (!inputs)
    return (
      <Part title={t('frozen')} summary={t('notShown')}>
        <p>{t('notShown')}</p>
      </Part>
    );
  const { facts, area_codes, finders, as_of, policy_version } = inputs;
  const people = (size: string): string => t('sizeOf', { count: count(size) });
  const { per_capita_income_yuan: income = null, protection_line_yuan: line = null } = amount ?? {};
  const no = view.household_no;
  return (
    <Part
      title={t('frozen')}
      summary={
        <>
          <PersonalValue of={facts.group} as={(code) => term('group', code)} /> ·{' '}
          <PersonalValue of={facts.size} as={people} />
        </>
      }
      extra={
        no !== null &&
        hasPage('/households') && (
          <Link className="no-print" to={`/households/${encodeURIComponent(no)}`}>
            {t('openHousehold')}
          </Link>
        )
      }
    >
      <p className="case-soft">{t('frozenHelp')}</p>
      <Facts
        of={[
          fact(
            t('group'),
            <Compared was={facts.group} is={today?.group} as={(code) => term('group', code)} />,
          ),
          fact(t('size'), <Compared was={facts.size} is={today?.size} as={people} />),
          fact(t('area'), <Compared was={area_codes[0] ?? null} is={today?.area_code} as={pathOf} />),
          [t('identified'), facts.identifiedOn],
          fact(t('income'), <Income of={facts.incomeYuan} />),
          [
            t('perHead'),
            isAmount(income) && isAmount(line)
              ? t('perHeadUnder', { income: yuan(income), line: yuan(line) })
              : undefined,
          ],
          [t('foundBy'), finders.length === 0 ? t('byScreening') : finders.join(', ')],
          [t('asOf'), as_of],
          fact(t('policyVersion'), <code className="case-code">{policy_version}</code>),
        ]}
      />
    </Part>
  );
}

/** Null is hidden from a role that sees no income, and not known yet to one that does. */
function Income({ of: income }: { readonly of: string | null }) {
  const t = useWords(words);
  const { yuan } = useFormat();
  const isHidden = useSight('income') === 'none';
  if (income === null && !isHidden) return t('incomeUnknown');
  return <PersonalValue of={income} always as={(text) => (isAmount(text) ? yuan(text) : text)} />;
}

/** A frozen fact, and today's where it differs. */
function Compared({
  was,
  is,
  as,
}: {
  readonly was: string | number | null;
  readonly is: string | number | null | undefined;
  readonly as: (text: string) => string;
}) {
  const t = useWords(words);
  const differs = is !== undefined && is !== null && was !== null && String(is) !== String(was);
  return (
    <>
      <PersonalValue of={was} always as={as} />
      {differs && (
        <>
          {' '}
          <StatusMark tone="conflict">{t('todayDiffers', { value: as(String(is)) })}</StatusMark>
        </>
      )}
    </>
  );
}
