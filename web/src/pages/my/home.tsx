import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { ReadAloud } from '../../ui/read-aloud.tsx';
import { type Case, Told, useFamilyYuan, useStanding } from './parts.tsx';
import { shareWords } from './share-words.ts';
import { words } from './words.ts';

/** Who, where it stands, how much: and three things to do. */
export function Home() {
  const t = useWords(words);
  const share = useWords(shareWords);
  const household = useGet('GET /my/household', {});
  const cases = useGet('GET /my/cases', {});
  return (
    <Told of={household}>
      {({ masked_name, areas, size }) => (
        <>
          <h1>{t('hello', { name: masked_name })}</h1>
          <p>{t('people', { village: areas.at(-1) ?? '', count: size })}</p>
          <Told of={cases}>
            {({ rows: [latest, ...others] }) => (
              <>
                {latest === undefined ? <NothingOpen /> : <Latest of={latest} />}
                {others.length > 0 && <Others of={others} />}
              </>
            )}
          </Told>
          <div className="my-buttons">
            <Link className="light-button" to="/my/notices">
              {t('notices')}
            </Link>
            <Link className="light-button" to="/my/shares">
              {share('open')}
            </Link>
            <Link className="light-button" to="/my/declare">
              {t('declare')}
            </Link>
          </div>
        </>
      )}
    </Told>
  );
}

function NothingOpen() {
  const t = useWords(words);
  return (
    <div className="light-card">
      <ReadAloud text={t('nothingOpen')} />
    </div>
  );
}

function Latest({ of: one }: { readonly of: Case }) {
  const t = useWords(words);
  const standing = useStanding()(one);
  const familyYuan = useFamilyYuan();
  const amount = one.amount_yuan === null ? t('notDecided') : `${t('amount')} ${familyYuan(one.amount_yuan)}`;
  return (
    <section className="light-card">
      <h2>{t('cases')}</h2>
      <p>{standing}</p>
      {one.amount_yuan === null ? (
        <p>{t('notDecided')}</p>
      ) : (
        <p>
          {t('amount')}
          <br />
          <span className="my-amount">{familyYuan(one.amount_yuan)}</span>
        </p>
      )}
      <ReadAloud before={`${standing} ${amount}`} />
      <div className="my-buttons">
        <Link className="light-button primary" to={`/my/cases/${one.case_no}/why`}>
          {t('why')}
        </Link>
        {one.may.includes('object') && (
          <Link className="light-button" to={`/my/cases/${one.case_no}/say`}>
            {t('object')}
          </Link>
        )}
        <Link className="light-button" to={`/my/cases/${one.case_no}`}>
          {t('steps')}
        </Link>
      </div>
    </section>
  );
}

function Others({ of: cases }: { readonly of: readonly Case[] }) {
  const t = useWords(words);
  const standingOf = useStanding();
  return (
    <ul className="my-steps">
      {cases.map((one) => (
        <li key={one.case_no}>
          <Link to={`/my/cases/${one.case_no}`}>{t('caseTitle', { day: one.opened_on })}</Link>
          <br />
          {standingOf(one)}
        </li>
      ))}
    </ul>
  );
}
