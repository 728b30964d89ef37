import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { Answer, Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';

/** Who answers for a household: its helper first, then its village and what lies above. */
export function Responsible({ household }: { readonly household: string }) {
  const t = useWords(words);
  const term = useTerm();
  const { nameOf } = useAreas();
  const { code: county } = useCounty();
  /** Areas above the county are not in its list; their codes say their level (GB/T 2260). */
  const placeOf = (code: string): string => {
    if (/^\d{2}0000$/.test(code)) return term('level', 'province');
    return /^\d{4}00$/.test(code) ? term('level', 'prefecture') : nameOf(code);
  };
  const namings = useGet('GET /counties/:county/namings', {
    params: { county },
    query: { household, limit: 100 },
  });
  return (
    <Section title={t('responsible')}>
      <Answer of={namings}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="nothing">{t('nobodyNamed')}</p>
          ) : (
            <dl className="facts">
              {[...rows]
                .sort((a, b) => Number(a.household_no === null) - Number(b.household_no === null))
                .map(({ naming_no, post, area_code, responsible_name, since }) => (
                  <div key={naming_no}>
                    <dt>
                      {term('post', post)}
                      {area_code !== null && ` · ${placeOf(area_code)}`}
                    </dt>
                    <dd>
                      <PersonalValue of={responsible_name} always />{' '}
                      <small>{t('since', { day: since })}</small>
                    </dd>
                  </div>
                ))}
            </dl>
          )
        }
      </Answer>
    </Section>
  );
}
