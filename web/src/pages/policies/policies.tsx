import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { PolicyTabs } from './parts.tsx';
import { words } from './words.ts';

/** All policies that are in force or were. */
export function PoliciesPage() {
  const t = useWords(words);
  const say = useBilingual();
  const policies = useGet('GET /policies', {});
  return (
    <Page title={t('title')} lead={t('lead')}>
      <PolicyTabs />
      <Section>
        <Answer of={policies}>
          {({ rows }) => (
            <DataTable
              label={t('policies')}
              rows={rows}
              rowKey={({ id }) => id}
              linkOf={({ id }) => `/policies/${id}`}
              empty={t('none')}
              columns={[
                {
                  title: t('policy'),
                  render: (_, { id, title }) => <Link to={`/policies/${id}`}>{say(title)}</Link>,
                },
                {
                  title: t('inForce'),
                  render: (_, { from, until }) =>
                    until === null ? t('from', { day: from }) : t('fromTo', { from, to: until }),
                },
                { title: t('checked'), dataIndex: 'still_valid_on' },
                {
                  title: '',
                  render: (_, { has_lines }) => has_lines && <StatusMark tone="good">{t('screens')}</StatusMark>,
                },
                { title: 'ID', dataIndex: 'id' },
              ]}
              card={({ id, title, from, has_lines }) => (
                <Link className="card" to={`/policies/${id}`}>
                  <strong>{say(title)}</strong>
                  <div>{t('from', { day: from })}</div>
                  {has_lines && <StatusMark tone="good">{t('screens')}</StatusMark>}
                </Link>
              )}
            />
          )}
        </Answer>
      </Section>
    </Page>
  );
}
