import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { Answer, Section } from '../../ui/page.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { words } from './words.ts';

interface BlockProps {
  readonly county: string;
}

export function Departments({ county }: BlockProps) {
  const t = useWords(words);
  const say = useBilingual();
  const owing = useGet(
    'GET /counties/:county/home/departments',
    { params: { county } },
    { when: county !== '' },
  );
  return (
    <Section title={t('departments')}>
      <Answer of={owing}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="nothing">{t('allAnswered')}</p>
          ) : (
            <ul className="plain-list">
              {rows.map(({ department, words: name, cases, overdue, first_due }) => (
                <li key={department} className="today-row">
                  <strong>{say(name)}</strong>
                  <span>{t('owes', { count: cases })}</span>
                  <span>
                    {overdue > 0 && <StatusMark tone="late">{t('late', { count: overdue })}</StatusMark>}{' '}
                    {first_due !== null && overdue === 0 && <Deadline day={first_due} />}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

const TONES = { planned: 'todo', hanging: 'running', interrupted: 'problem' } as const;

/** Those that end first before the others. */
export function Notices({ county }: BlockProps) {
  const t = useWords(words);
  const notices = useGet(
    'GET /counties/:county/home/notices',
    { params: { county } },
    { when: county !== '' },
  );
  return (
    <Section title={t('notices')} extra={<Link to="/notices">{t('toAll')}</Link>}>
      <Answer of={notices}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="nothing">{t('noNotices')}</p>
          ) : (
            <ul className="plain-list today-scroll">
              {rows.map(({ notice_no, area_name, area_code, status, first_day, last_day }) => (
                <li key={notice_no} className="today-row">
                  <Link to={`/notices/${notice_no}`}>{t('noticeNo', { number: notice_no })}</Link>
                  <span>{area_name ?? area_code}</span>
                  <span>
                    <StatusMark tone={TONES[status]}>{t(`notice.${status}`)}</StatusMark>{' '}
                    <Deadline day={status === 'planned' ? first_day : (last_day ?? first_day)} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}
