import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { StatusMark } from '../../ui/status.tsx';
import { Told } from './parts.tsx';
import { words } from './words.ts';

/** What hangs about one's own family, and what was said against it. */
export function MyNotices() {
  const t = useWords(words);
  const say = useBilingual();
  const { dayInWords } = useFormat();
  const county = useGet('GET /my/household', {}).data?.county_code ?? '';
  const notices = useGet('GET /my/notices', {});
  const objections = useGet('GET /my/objections', {});
  return (
    <>
      <h1>{t('notices')}</h1>
      <Told of={notices}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="light-card">{t('noNotices')}</p>
          ) : (
            rows.map((notice) => (
              <section key={notice.notice_no} className="light-card">
                <h2>{say(notice.title)}</h2>
                <p>
                  {notice.status === 'hanging' && notice.last_day !== null ? (
                    <StatusMark tone="running">
                      {t('hanging', { day: dayInWords(notice.last_day) })}
                    </StatusMark>
                  ) : (
                    <StatusMark tone={notice.status === 'planned' ? 'todo' : 'done'}>
                      {t(notice.status === 'planned' ? 'planned' : 'ended')}
                    </StatusMark>
                  )}
                </p>
                <dl>
                  {notice.columns.map((column, i) => (
                    <div key={i}>
                      <dt>
                        <small>{say(column)}</small>
                      </dt>
                      <dd>{say(notice.line[i]!)}</dd>
                    </div>
                  ))}
                </dl>
                {notice.status !== 'planned' && (
                  <p>
                    <a href={`/public/${county}/notices/${notice.notice_no}`}>{t('asAllSee')}</a>
                  </p>
                )}
              </section>
            ))
          )
        }
      </Told>
      <h2>{t('objections')}</h2>
      <Told of={objections}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('noObjections')}</p>
          ) : (
            <ul className="my-steps">
              {rows.map((one) => (
                <li key={one.objection_no}>
                  {t(one.is_own ? 'mine' : 'others')} · {dayInWords(one.received_on)}
                  {one.words !== null && <p>{one.words}</p>}
                  {one.verdict === null ? (
                    <p>{t('answerBy', { day: dayInWords(one.answer_by) })}</p>
                  ) : (
                    <p>
                      {t(one.verdict)} {one.reason}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Told>
    </>
  );
}
