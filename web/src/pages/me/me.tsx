import { Button, Form, Input } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAct } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useSignOut } from '../../offline/sign-out.tsx';
import { useCounty, useMe } from '../../session.ts';
import { LookControls } from '../../shell/controls.tsx';
import { menuOf } from '../../shell/menu.ts';
import { useAreas } from '../../ui/areas.tsx';
import { Facts, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { words } from './words.ts';

/** Oneself: what one answers for, how things look, the password, the way out. */
export function MePage() {
  const t = useWords(words);
  const say = useBilingual();
  const { instant } = useFormat();
  const me = useMe();
  const leave = useSignOut();
  const { pathOf } = useAreas();
  const county = useCounty();
  return (
    <Page
      title={t('title')}
      lead={t('lead', { name: me.name, until: instant(me.until) })}
      actions={<Button onClick={leave}>{t('signOut')}</Button>}
    >
      <Section title={t('roles')}>
        {me.roles.map(({ role, title, county_code, area_code, household_no, last_day }) => (
          <Facts
            key={[role, county_code, area_code, household_no].join()}
            of={[
              [t('role'), say(title)],
              [
                t('where'),
                household_no ??
                  (county_code === '000000'
                    ? t('everywhere')
                    : area_code === null
                      ? county_code === county.code
                        ? county.name
                        : county_code
                      : pathOf(area_code)),
              ],
              [t('lastDay'), last_day ?? t('noEnd')],
            ]}
          />
        ))}
      </Section>
      <Section title={t('pages')}>
        <ul className="cards cards-small">
          {menuOf(me).map((entry) => (
            <li key={entry.path}>
              <Link className="card" to={entry.path}>
                <entry.icon aria-hidden /> {say(entry)}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('look')}>
        <LookControls />
      </Section>
      <PasswordForm />
    </Page>
  );
}

function PasswordForm() {
  const t = useWords(words);
  const navigate = useNavigate();
  const change = useAct('PUT /session/password');
  return (
    <Section title={t('password')}>
      {change.error && <FailureBlock failure={change.error} />}
      <Form<{ readonly now: string; readonly next: string }>
        layout="vertical"
        style={{ maxWidth: 420 }}
        onFinish={({ now, next }) =>
          change.mutate(
            { body: { password: now, new_password: next } },
            { onSuccess: () => void navigate('/sign-in') },
          )
        }
      >
        <Form.Item name="now" label={t('now')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('next')}
          extra={t('rule')}
          rules={[{ required: true, min: 12, max: 128 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t('change')}
        </Button>
      </Form>
    </Section>
  );
}
