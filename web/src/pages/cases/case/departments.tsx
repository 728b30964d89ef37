import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { StatusMark } from '../../../ui/status.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { type CaseView, fieldsOf, type Step } from '../model.ts';
import { words } from '../words.ts';
import { Part } from './part.tsx';

interface Asked {
  readonly department: string;
  readonly answer: Step | undefined;
  /** Why a hit does not count. */
  readonly reason: Step | undefined;
}

/** Every department that was asked or answered, with the answer that counts and the reason given since. */
export function askedDepartments({ steps, awaits }: Pick<CaseView, 'steps' | 'awaits'>): Asked[] {
  const of = (step: Step): string | null | undefined => fieldsOf(step)['department'];
  const answers = new Map(
    steps.flatMap((step) => {
      const department = step.action === 'answer' ? of(step) : null;
      return department ? [[department, step] as const] : [];
    }),
  );
  const lacking = awaits.flatMap(({ departments }) => departments ?? []);
  return [...new Set([...answers.keys(), ...lacking])].map((department) => {
    const answer = answers.get(department);
    const reason = steps.findLast(
      (step) => step.action === 'overrule' && of(step) === department && step.no > (answer?.no ?? 0),
    );
    return { department, answer, reason };
  });
}

/** What the departments found, and why a hit does not count. */
export function Departments({ view }: { readonly view: CaseView }) {
  const t = useWords(words);
  const term = useTerm();
  const { dayInWords } = useFormat();
  const asked = askedDepartments(view);
  return (
    <Part title={t('departments')} summary={<Summary asked={asked} />}>
      {asked.length === 0 ? (
        <p>{t('notAsked')}</p>
      ) : (
        <ul className="case-list">
          {asked.map(({ department, answer, reason }) => (
            <li key={department}>
              <strong>{term('department', department)}</strong>
              {answer ? (
                <>
                  <Result step={answer} />
                  <small>{t('answeredBy', { day: dayInWords(answer.day), by: answer.actor })}</small>
                  {fieldsOf(answer)['note'] && <p>{fieldsOf(answer)['note']}</p>}
                  {fieldsOf(answer)['result'] === 'hit' && (
                    <p>
                      {t('explanationOfHit')}：
                      {reason ? (
                        <>
                          {fieldsOf(reason)['reason']}{' '}
                          <small>{t('answeredBy', { day: dayInWords(reason.day), by: reason.actor })}</small>
                        </>
                      ) : (
                        <StatusMark tone="soon">{t('notExplained')}</StatusMark>
                      )}
                    </p>
                  )}
                </>
              ) : (
                <StatusMark tone="waiting">{t('unanswered')}</StatusMark>
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Summary({ asked }: { readonly asked: readonly Asked[] }) {
  const t = useWords(words);
  const answered = asked.filter(({ answer }) => answer);
  const hits = answered.filter(({ answer }) => fieldsOf(answer!)['result'] === 'hit');
  if (asked.length === 0) return t('notAsked');
  return t('answersShort', { count: answered.length, all: asked.length, hits: hits.length });
}

function Result({ step }: { readonly step: Step }) {
  const t = useWords(words);
  const result = fieldsOf(step)['result'];
  if (result === 'hit') return <StatusMark tone="soon">{t('choice_hit')}</StatusMark>;
  if (result === 'clear') return <StatusMark tone="done">{t('choice_clear')}</StatusMark>;
  return <>{t('notShown')}</>;
}
