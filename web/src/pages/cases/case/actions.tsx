import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useGet } from '../../../api/query.ts';
import { useBilingual } from '../../../i18n/language.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../../session.ts';
import { useNarrow } from '../../../theme/appearance.ts';
import { Answer, Section } from '../../../ui/page.tsx';
import { Deadline } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { hasPage } from '../../index.ts';
import { capital, type CaseAmount, type CaseView, IS_GRAVE, type PossibleAction } from '../model.ts';
import { words } from '../words.ts';
import { ActionForm } from './action-form.tsx';

/** What is possible now, for oneself and for others, and why the rest is not. */
export function Actions({
  view,
  amount,
}: {
  readonly view: CaseView;
  readonly amount: CaseAmount | undefined;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const query = useGet('GET /counties/:county/cases/:case/possible', {
    params: { county, case: view.case_no },
  });
  const [chosen, choose] = useState<PossibleAction>();
  const [done, setDone] = useState<string>();
  const isNarrow = useNarrow();
  const mine = useSorted(view, query.data ?? []).mine.filter(({ action }) => !IS_GRAVE.has(action));
  return (
    <aside className="case-actions no-print" id="case-actions">
      <Section title={t('possible')}>
        {done !== undefined && (
          <Alert
            type="success"
            showIcon
            closable
            title={t('actDone', { action: done })}
            className="case-done"
          />
        )}
        <Answer of={query}>
          {(actions) => (
            <Sorted
              view={view}
              actions={actions}
              onChoose={(action) => {
                setDone(undefined);
                choose(action);
              }}
            />
          )}
        </Answer>
      </Section>
      {isNarrow && mine.length > 0 && (
        <div className="case-bar">
          <Button
            type="primary"
            block
            onClick={() => document.getElementById('case-actions')?.scrollIntoView({ block: 'start' })}
          >
            {t('toActions', { count: mine.length })}
          </Button>
        </div>
      )}
      {chosen && (
        <ActionForm
          view={view}
          action={chosen}
          amount={amount}
          onClose={() => choose(undefined)}
          onDone={(name) => {
            choose(undefined);
            setDone(name);
          }}
        />
      )}
    </aside>
  );
}

function useSorted(view: CaseView, actions: readonly PossibleAction[]) {
  const may = useMay();
  const me = useMe();
  const order = view.awaits.map(({ action }) => action);
  const rank = ({ action }: PossibleAction): number => {
    const at = order.indexOf(action);
    return IS_GRAVE.has(action) ? 100 : at < 0 ? 50 : at;
  };
  const isMine = ({ action, notBy, through }: PossibleAction): boolean => {
    if (notBy.some(({ name }) => name === me.name)) return false;
    if (through === 'meeting') return may('governance.meeting.call');
    if (through === 'notice') return may('governance.notice.draft');
    return may(`cases.${action}`);
  };
  const possible = actions.filter(({ isPossible }) => isPossible).sort((a, b) => rank(a) - rank(b));
  return {
    mine: possible.filter(isMine),
    others: possible.filter((action) => !isMine(action)),
    impossible: actions.filter(({ isPossible }) => !isPossible),
    next: order[0],
  };
}

function Sorted({
  view,
  actions,
  onChoose,
}: {
  readonly view: CaseView;
  readonly actions: readonly PossibleAction[];
  readonly onChoose: (action: PossibleAction) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { mine, others, impossible, next } = useSorted(view, actions);
  const grave = mine.filter(({ action }) => IS_GRAVE.has(action));
  const usual = mine.filter(({ action }) => !IS_GRAVE.has(action));
  const waitsFor = others.find(({ action }) => action === next);
  return (
    <>
      {waitsFor && <p>{t('waitsFor', { role: say(waitsFor.roleName), action: say(waitsFor) })}</p>}
      {mine.length === 0 && <p>{t('nothingMine')}</p>}
      <ul className="case-acts">
        {usual.map((action) => (
          <li key={action.action}>
            <Act
              action={action}
              isNext={action.action === next}
              caseNo={view.case_no}
              meetingNo={view.village.meeting?.no}
              onChoose={onChoose}
            />
            {action.due !== undefined && <Deadline day={action.due} />}
          </li>
        ))}
      </ul>
      {grave.length > 0 && (
        <div className="case-grave">
          <span>{t('stopOrReturn')}</span>
          {grave.map((action) => (
            <Button key={action.action} type="link" danger size="small" onClick={() => onChoose(action)}>
              {capital(say(action))}
            </Button>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <>
          <h3 className="case-subtitle">{t('byOthers')}</h3>
          <ul className="case-list">
            {others.map((action) => (
              <li key={action.action}>
                <strong>{capital(say(action))}</strong>
                {action.due !== undefined && <Deadline day={action.due} />}
                <ByWhom action={action} />
              </li>
            ))}
          </ul>
        </>
      )}
      {impossible.length > 0 && (
        <details className="case-impossible">
          <summary>{t('impossible', { count: impossible.length })}</summary>
          <dl>
            {impossible.map((action) => (
              <div key={action.action}>
                <dt>{capital(say(action))}</dt>
                {action.because.map((sentence) => (
                  <dd key={sentence.en}>{say(sentence)}</dd>
                ))}
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function Act({
  action,
  isNext,
  caseNo,
  meetingNo,
  onChoose,
}: {
  readonly action: PossibleAction;
  readonly isNext: boolean;
  readonly caseNo: number;
  /** Of the village's decision, which a notice makes public. */
  readonly meetingNo: number | undefined;
  readonly onChoose: (action: PossibleAction) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const navigate = useNavigate();
  const name = capital(say(action));
  if (action.through === 'meeting' || action.through === 'notice') {
    const isMeeting = action.through === 'meeting';
    const page = isMeeting ? '/meetings' : '/notices';
    const to = isMeeting
      ? `/meetings/new?subject=cases:${caseNo}`
      : `/notices/new?meeting=${meetingNo ?? ''}`;
    if (!hasPage(page))
      return (
        <>
          <strong>{name}</strong> <small>{t(isMeeting ? 'throughMeeting' : 'throughNotice')}</small>
        </>
      );
    return (
      <Button
        block
        type={isNext ? 'primary' : 'default'}
        data-next={isNext || undefined}
        onClick={() => void navigate(to)}
      >
        {t(isMeeting ? 'goMeeting' : 'goNotice')}
      </Button>
    );
  }
  return (
    <Button
      block
      type={isNext ? 'primary' : 'default'}
      data-next={isNext || undefined}
      onClick={() => onChoose(action)}
    >
      {name}
    </Button>
  );
}

function ByWhom({ action }: { readonly action: PossibleAction }) {
  const t = useWords(words);
  const say = useBilingual();
  const term = useTerm();
  const me = useMe();
  const own = action.notBy.find(({ name }) => name === me.name);
  const parts = [...Map.groupBy(action.notBy, ({ part }) => part)];
  return (
    <>
      <small>{t('byRole', { role: say(action.roleName) })}</small>
      {own && (
        <p>
          {t('notByYou', { part: term('part', own.part) })}
          {action.insteadBy && action.insteadBy.length > 0
            ? t('insteadBy', { names: action.insteadBy.join(t('comma')) })
            : t('insteadByNobody')}
        </p>
      )}
      {!own &&
        parts.map(([part, people]) => (
          <small key={part} className="case-soft">
            {t('notBy', { names: people.map(({ name }) => name).join(', '), part: term('part', part) })}
          </small>
        ))}
    </>
  );
}
