import { App, Button, Input, Space } from 'antd';
import { useState } from 'react';
import { type RoleName, roleOf } from '../../../../src/access/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useToday } from '../../session.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBlock, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { OpenForm, PasswordForm, RoleForm } from './forms.tsx';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

export type Account = Reply<'GET /accounts'>['rows'][number];
type Role = Account['roles'][number];
type Open =
  | { readonly what: 'open' }
  | { readonly what: 'give' | 'close' | 'password'; readonly account: Account }
  | { readonly what: 'endRole'; readonly account: Account; readonly role: Role };

const ALL_COUNTIES = '000000';

/** Whether the last day of something has passed. */
function useIsOver(): (until: string | null) => boolean {
  const today = useToday();
  return (until) => until !== null && until < today;
}

/** Who acts and looks: accounts with their roles and areas. */
export function AccountsPage() {
  const t = useWords(words);
  const say = useBilingual();
  const isOver = useIsOver();
  const [open, setOpen] = useState<Open>();
  const [text, setText] = useState('');
  const pages = usePages('GET /accounts', { query: { limit: 500 } });
  const rows = pages.rows.filter(({ name, person, roles }) =>
    [name, person, ...roles.map(({ role }) => say(roleOf(role)))].join(' ').includes(text),
  );
  const state = ({ until }: Account) =>
    isOver(until) ? (
      <StatusMark tone="done">{t('ended')}</StatusMark>
    ) : (
      <StatusMark tone="good">{t('active')}</StatusMark>
    );
  const acts = (account: Account) =>
    !isOver(account.until) && (
      <Space wrap>
        <Button size="small" onClick={() => setOpen({ what: 'give', account })}>
          {t('give')}
        </Button>
        <Button size="small" onClick={() => setOpen({ what: 'password', account })}>
          {t('password')}
        </Button>
        <Button size="small" onClick={() => setOpen({ what: 'close', account })}>
          {t('close')}
        </Button>
      </Space>
    );
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button type="primary" onClick={() => setOpen({ what: 'open' })}>
          {t('open')}
        </Button>
      }
    >
      <Section>
        <Input.Search
          aria-label={t('find')}
          placeholder={t('find')}
          allowClear={useClearable()}
          style={{ maxWidth: 360, marginBottom: 12 }}
          onChange={({ target }) => setText(target.value.trim())}
        />
        <DataTable
          label={t('title')}
          rows={rows}
          query={pages}
          rowKey={({ account_no }) => String(account_no)}
          empty={t(text === '' ? 'none' : 'notFound')}
          columns={[
            { title: t('name'), width: 150, dataIndex: 'name' },
            { title: t('person'), width: 240, dataIndex: 'person' },
            { title: t('state'), width: 100, render: (_, account) => state(account) },
            {
              title: t('roles'),
              render: (_, account) => (
                <Roles of={account} onEnd={(role) => setOpen({ what: 'endRole', account, role })} />
              ),
            },
            { title: '', width: 300, render: (_, account) => acts(account) },
          ]}
          card={(account) => (
            <div className="card">
              <strong>{account.name}</strong> {account.person} {state(account)}
              <Roles of={account} onEnd={(role) => setOpen({ what: 'endRole', account, role })} />
              {acts(account)}
            </div>
          )}
        />
      </Section>
      <Dialogs open={open} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

function Roles({ of: account, onEnd }: { readonly of: Account; readonly onEnd: (role: Role) => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const isOver = useIsOver();
  const { pathOf } = useAreas();
  const counties = useGet('GET /content', {}).data?.counties ?? [];
  return (
    <ul className="plain-list">
      {account.roles.map((role) => (
        <li key={role.role_no}>
          {isOver(role.until) ? <s>{say(roleOf(role.role))}</s> : say(roleOf(role.role))} ·{' '}
          {role.household_no ??
            (role.county_code === ALL_COUNTIES
              ? t('allCounties')
              : role.area_code === null
                ? (counties.find(({ county_code }) => county_code === role.county_code)?.name ??
                  role.county_code)
                : pathOf(role.area_code))}
          {role.until !== null && ` · ${t('until')} ${role.until}`}
          {!isOver(role.until) && !isOver(account.until) && (
            <Button type="link" size="small" onClick={() => onEnd(role)}>
              {t('endRole')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Dialogs({ open, onClose }: { readonly open: Open | undefined; readonly onClose: () => void }) {
  if (open === undefined) return null;
  if (open.what === 'open') return <OpenForm onClose={onClose} />;
  if (open.what === 'give') return <RoleForm account={open.account.name} onClose={onClose} />;
  if (open.what === 'password') return <PasswordForm account={open.account.name} onClose={onClose} />;
  return <EndForm open={open} onClose={onClose} />;
}

function EndForm({
  open,
  onClose,
}: {
  readonly open: Extract<Open, { readonly account: Account }>;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { message } = App.useApp();
  const close = useAct('POST /accounts/:account/closing');
  const end = useAct('POST /accounts/:account/roles/:role/end');
  const account = open.account.name;
  const title =
    'role' in open
      ? t('endRoleOf', { account, role: say(roleOf(open.role.role as RoleName)) })
      : t('closeOf', { account });
  const onSuccess = (): void => {
    void message.success(title);
    onClose();
  };
  const failure = close.error ?? end.error;
  return (
    <AskWhy
      title={title}
      ok={title}
      isBusy={close.isPending || end.isPending}
      onClose={onClose}
      onWhy={(reason) =>
        'role' in open
          ? end.mutate({ params: { account, role: open.role.role_no }, body: { reason } }, { onSuccess })
          : close.mutate({ params: { account }, body: { reason } }, { onSuccess })
      }
    >
      {failure && <FailureBlock failure={failure} />}
    </AskWhy>
  );
}
