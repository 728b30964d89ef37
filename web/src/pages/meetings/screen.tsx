import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { Answer, useTitle } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { type MeetingView, neededOf, thresholdWords, wasVoted } from './rules.ts';
import { words } from './words.ts';
import './meetings.css';

const EVERY_MS = 3000;

/** For the wall of the hall: item, quorum and result in large type. No name, household or title is on it. */
export function ScreenPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const no = Number(useParams()['meeting']);
  useTitle(t('screenTitle'));
  const view = useGet(
    'GET /counties/:county/meetings/:meeting',
    { params: { county, meeting: no } },
    { when: county !== '', every: EVERY_MS },
  );
  return (
    <section className="screen" aria-live="polite">
      <Link className="screen-leave" to={`/meetings/${no}`}>
        {t('leave')}
      </Link>
      <Answer of={view}>{(data) => <Projection view={data} />}</Answer>
    </section>
  );
}

function Projection({ view }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const term = useTerm();
  const say = useBilingual();
  const { items, recusals, meeting } = view;
  const next = items.findIndex((item) => !wasVoted(view, item));
  const [chosen, choose] = useState<number>();
  const at = chosen ?? (next < 0 ? items.length - 1 : next);
  const item = items[at];
  if (!item) return null;
  const { result } = item;
  const recused = recusals.filter(({ item_no }) => item_no === item.item_no).length;
  const base = item.majority_of === 'all' ? result.votesEntitled : result.votesPresent;
  return (
    <>
      <p className="screen-small">
        {meeting.body_name} · {t('itemOf', { no: item.item_no, count: items.length })}
      </p>
      <h1>{term('decision', item.decision_kind)}</h1>
      <p>
        {t('presentOf', { present: result.takingPart, entitled: result.entitled })}
        {recused > 0 && ` · ${t('recusedCount', { count: recused })}`}
        <br />
        <span className={result.isQuorate ? 'enough' : 'short'}>
          {t('needed', {
            threshold: say(thresholdWords(item.quorum)),
            needed: neededOf(item.quorum, result.entitled),
          })}
        </span>
      </p>
      {wasVoted(view, item) ? (
        <>
          <p className="screen-votes">
            {(['for', 'against', 'abstain'] as const).map((choice) => (
              <span key={choice}>
                {term('choice', choice)} <strong>{result.votes[choice]}</strong>
              </span>
            ))}
          </p>
          <p className="screen-result">
            {result.outcome === 'approved' ? '✓ ' : ''}
            {t(result.outcome)}
            <small>
              {' '}
              {t('needed', {
                threshold: say(thresholdWords(item.majority)),
                needed: neededOf(item.majority, Number(base)),
              })}
            </small>
          </p>
        </>
      ) : (
        <p className="screen-result">{t('not_voted')}</p>
      )}
      <nav className="screen-nav">
        <button type="button" className="quiet" disabled={at === 0} onClick={() => choose(at - 1)}>
          ← {t('previous')}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={at >= items.length - 1}
          onClick={() => choose(at + 1)}
        >
          {t('next')} →
        </button>
      </nav>
    </>
  );
}
