import { Link } from 'react-router';
import type { Reply } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { CHAIN } from '../../../../../src/prevention/cases/pure.ts';
import { useAreas } from '../../../ui/areas.tsx';
import { fact, Facts } from '../../../ui/page.tsx';
import { PersonalValue } from '../../../ui/personal.tsx';
import { Deadline, StatusMark } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { hasPage } from '../../index.ts';
import { capital, type CaseAmount, type CaseView, isAmount, seen, TONES } from '../model.ts';
import { words } from '../words.ts';
import { Story } from './story.tsx';

export type HouseholdToday = Reply<'GET /counties/:county/households/:household'>;

/** Whose case, how it stands, until when. */
export function CaseHead({
  view,
  household,
  amount,
}: {
  readonly view: CaseView;
  readonly household: HouseholdToday | undefined;
  readonly amount: CaseAmount | undefined;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { pathOf } = useAreas();
  return (
    <div className="case-head section">
      <Facts
        of={[
          fact(t('household'), <WhoseCase no={view.household_no} name={household?.head_name ?? null} />),
          fact(t('village'), <PersonalValue of={view.area_code} always as={pathOf} />),
          fact(
            t('status'),
            <StatusMark tone={TONES[view.status]}>{capital(term('status', view.status))}</StatusMark>,
          ),
          fact(t('waits'), <Waits view={view} />),
          [t('opened'), view.opened_on],
          fact(t('amount'), <AmountFact view={view} amount={amount} />),
        ]}
      />
      <Story view={view} lines={amount?.lines ?? []} />
    </div>
  );
}

function WhoseCase({ no, name }: { readonly no: string | null; readonly name: string | null }) {
  return (
    <>
      {name !== null && <strong>{name} </strong>}
      {no !== null && hasPage('/households') && !no.includes('*') ? (
        <Link to={`/households/${encodeURIComponent(no)}`}>{no}</Link>
      ) : (
        <PersonalValue of={no} always />
      )}
    </>
  );
}

function Waits({ view }: { readonly view: CaseView }) {
  const t = useWords(words);
  const term = useTerm();
  const [first] = view.awaits;
  if (!first) return t('waitsNothing');
  return (
    <>
      {capital(term('action', first.action))} {first.due !== null && <Deadline day={first.due} />}
    </>
  );
}

function AmountFact({ view, amount }: { readonly view: CaseView; readonly amount: CaseAmount | undefined }) {
  const t = useWords(words);
  const { yuan } = useFormat();
  const { amount_yuan, paid_yuan } = view;
  if (isAmount(amount_yuan) && isAmount(paid_yuan))
    return t('amountPaid', { amount: yuan(amount_yuan), paid: yuan(paid_yuan) });
  if (isAmount(amount_yuan)) return yuan(amount_yuan);
  if (amount?.is_draft && isAmount(amount.amount_yuan))
    return t('amountDraft', { amount: yuan(amount.amount_yuan) });
  if (seen(amount?.refusal)) return t('refused');
  return <PersonalValue of={amount_yuan} />;
}

/** The links of the chain in their fixed order: done, now, ahead. */
export function CasePath({ view }: { readonly view: CaseView }) {
  const t = useWords(words);
  const term = useTerm();
  const at = CHAIN.findIndex(([status]) => status === view.stage);
  const isOff = at < 0;
  if (isOff) return null;
  return (
    <nav className="case-path-place" aria-label={t('path')}>
      <p className="case-path-short">
        {t('pathShort', { at: at + 1, all: CHAIN.length, step: capital(term('status', view.stage)) })}
      </p>
      <ol className="case-path">
        {CHAIN.map(([status, action], i) => {
          const state = i < at ? 'done' : i === at ? 'now' : 'ahead';
          return (
            <li key={status} className={`case-path-${state}`} aria-current={i === at ? 'step' : undefined}>
              <span aria-hidden="true">{state === 'ahead' ? i + 1 : '✓'}</span>
              {capital(term('action', action))}
              <span className="sr-only">
                {t(state === 'done' ? 'stepDone' : state === 'now' ? 'stepNow' : 'stepAhead')}
              </span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
