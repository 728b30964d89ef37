import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { ReadAloud } from '../../ui/read-aloud.tsx';
import { Told, useFamilyYuan } from './parts.tsx';
import { useShareLine } from '../../ui/share-line.ts';
import { shareWords } from './share-words.ts';

type Dividend = Reply<'GET /my/shares'>['dividends'][number];

/** My share, my dividend, and why exactly this much. */
export function MyShares() {
  const t = useWords(shareWords);
  const say = useBilingual();
  const own = useGet('GET /my/shares', {});
  return (
    <>
      <h1>{t('title')}</h1>
      <Told of={own}>
        {({ holdings, dividends, county_code }) =>
          holdings.length === 0 && dividends.length === 0 ? (
            <p className="light-card">{t('none')}</p>
          ) : (
            <>
              {holdings.map(({ entity_no, entity_name, share, share_name, units, of_units }) => (
                <section key={`${entity_no}/${share}`} className="light-card">
                  <h2>{entity_name}</h2>
                  <p>{t('holding', { share: say(share_name), units: plain(units), of: plain(of_units) })}</p>
                </section>
              ))}
              <h2>{t('dividends')}</h2>
              {dividends.length === 0 && <p>{t('noDividend')}</p>}
              {dividends.map((one) => (
                <Dividend key={`${one.round_no}/${one.line_id}`} of={one} county={county_code} />
              ))}
            </>
          )
        }
      </Told>
    </>
  );
}

const plain = (units: string): string => units.replace('.00', '');

function Dividend({ of: one, county }: { readonly of: Dividend; readonly county: string }) {
  const t = useWords(shareWords);
  const lineName = useShareLine();
  const say = useBilingual();
  const familyYuan = useFamilyYuan();
  const why = t('why', {
    part: familyYuan(one.part_yuan),
    column: say(one.column_name),
    weight: plain(one.weight),
    weights: plain(one.weights),
    whole: familyYuan(one.whole_yuan),
  });
  const odd = one.has_odd_fen ? t('odd') : '';
  return (
    <section className="light-card">
      <h2>{t('year', { entity: one.entity_name, year: one.year })}</h2>
      <p>
        <span className="my-amount">{familyYuan(one.amount_yuan)}</span>
        <br />
        {say(one.status_name)}
      </p>
      <ReadAloud before={familyYuan(one.amount_yuan)} text={`${why} ${odd}`} />
      <p>{t('line', { line: lineName(one.line_id) })}</p>
      {one.status !== 'proposed' && one.status !== 'refused' && (
        <Link className="light-button" to={`/rounds/${county}/${one.round_no}`}>
          {t('replay')}
        </Link>
      )}
    </section>
  );
}
