import { Link, useParams, useSearchParams } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { Told } from '../my/parts.tsx';
import { words } from './words.ts';

/** The rounds of a county, or of one entity, that a meeting has approved. */
export function Rounds() {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanInWords } = useFormat();
  const { county = '' } = useParams();
  const [search] = useSearchParams();
  const entity = Number(search.get('entity') ?? NaN);
  const rounds = useGet('GET /public/counties/:county/rounds', {
    params: { county },
    query: Number.isInteger(entity) ? { entity } : {},
  });
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <Told of={rounds}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="light-card">{t('none')}</p>
          ) : (
            <ul className="rounds-list">
              {rows.map((round) => (
                <li key={round.round_no} className="light-card">
                  <Link to={String(round.round_no)}>
                    <strong>{t('yearOf', { entity: round.entity_name, year: round.year })}</strong>
                  </Link>
                  <p>
                    {t('shared')} {yuanInWords(round.shared_yuan)} · {say(round.status_name)}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Told>
    </>
  );
}
