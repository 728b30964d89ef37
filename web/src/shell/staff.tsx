import { SearchOutlined } from '@ant-design/icons';
import { App, ConfigProvider, Layout, Menu } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { useGet } from '../api/query.ts';
import { useBilingual, useLanguage } from '../i18n/language.ts';
import { useWords } from '../i18n/words.ts';
import { sendByItself, unsentOf, useOutbox } from '../offline/outbox.ts';
import { registerShell } from '../offline/shell.ts';
import { useSignOut } from '../offline/sign-out.tsx';
import { offlineWords } from '../offline/words.ts';
import { useCounty, useMe, useSession, worksOutside } from '../session.ts';
import { useAppearance, useNarrow } from '../theme/appearance.ts';
import { themeFor } from '../theme/tokens.ts';
import { useAreas } from '../ui/areas.tsx';
import { LookControls } from './controls.tsx';
import { type Entry, menuOf } from './menu.ts';
import { useOnline } from './online.ts';
import { SearchButton } from './search/palette.tsx';
import { shellWords } from './words.ts';
import './staff.css';

/** All pages of those who have signed in to work: theme, menu, header. */
export default function StaffShell() {
  const t = useWords(shellWords);
  const session = useSession();
  const { pathname, search } = useLocation();
  const lang = useLanguage();
  const appearance = useAppearance();
  const isNarrow = useNarrow();
  if (session === undefined) return null;
  if (session === null) {
    const back = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  if (session.roles.every(({ role }) => role === 'household')) return <Navigate to="/my" replace />;
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enGB}
      theme={themeFor({ ...appearance, isNarrow })}
      button={{ autoInsertSpace: false }}
      // The library's own icon is called "search" in every language.
      inputSearch={{ searchIcon: <SearchOutlined aria-label={t('search')} /> }}
    >
      <App component={false}>
        <Frame key={session.name} />
      </App>
    </ConfigProvider>
  );
}

function Frame() {
  const t = useWords(shellWords);
  const me = useMe();
  const isNarrow = useNarrow();
  const entries = menuOf(me);
  const isOutside = worksOutside(me);
  useEffect(() => {
    if (!isOutside) return undefined;
    registerShell();
    return sendByItself();
  }, [isOutside]);
  return (
    <Layout className="frame">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      {!isNarrow && <SideMenu entries={entries} />}
      <Layout>
        <Header />
        <SyntheticNotice />
        <Layout.Content id="main" className="frame-content">
          <Outlet />
        </Layout.Content>
      </Layout>
      {isNarrow && <BottomBar entries={entries} />}
    </Layout>
  );
}

/** The entry whose page, or whose page's page, is open. */
function useOpen(entries: readonly Entry[]): string | undefined {
  const { pathname } = useLocation();
  return entries
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]?.path;
}

function SideMenu({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useWords(shellWords);
  const say = useBilingual();
  const open = useOpen(entries);
  const navigate = useNavigate();
  const { isDark } = useAppearance();
  const [isFolded, fold] = useState(false);
  return (
    <Layout.Sider
      className="frame-side no-print"
      theme={isDark ? 'dark' : 'light'}
      width={208}
      collapsedWidth={56}
      collapsible
      collapsed={isFolded}
      onCollapse={fold}
    >
      <Link to="/" className="brand">
        <img src="/icon.svg" alt="" width={28} height={28} />
        {!isFolded && <span>梯田 Terrace</span>}
      </Link>
      <nav aria-label={t('menu')}>
        <Menu
          mode="inline"
          theme={isDark ? 'dark' : 'light'}
          selectedKeys={open === undefined ? [] : [open]}
          items={entries.map((entry) => ({
            key: entry.path,
            icon: <entry.icon aria-hidden />,
            label: <Link to={entry.path}>{say(entry)}</Link>,
          }))}
          onClick={({ key, domEvent }) => {
            if (!(domEvent.target as HTMLElement).closest('a')) void navigate(key);
          }}
        />
      </nav>
    </Layout.Sider>
  );
}

const BAR_ENTRIES = 5;

/** A phone has at most five entries under the thumb; the others are found under one's own. */
function BottomBar({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useWords(shellWords);
  const say = useBilingual();
  const open = useOpen(entries);
  const own = entries.at(-1);
  const shown =
    entries.length <= BAR_ENTRIES ? entries : [...entries.slice(0, BAR_ENTRIES - 1), ...(own ? [own] : [])];
  return (
    <nav className="bottom-bar no-print" aria-label={t('menu')}>
      {shown.map((entry) => (
        <Link key={entry.path} to={entry.path} aria-current={open === entry.path ? 'page' : undefined}>
          <entry.icon aria-hidden />
          <span>{say(entry)}</span>
        </Link>
      ))}
    </nav>
  );
}

function Header() {
  const t = useWords(shellWords);
  const say = useBilingual();
  const me = useMe();
  const isNarrow = useNarrow();
  const isOnline = useOnline();
  const leave = useSignOut();
  return (
    <Layout.Header className="frame-header no-print">
      <AreaName />
      <span className="frame-tools">
        <SearchButton />
        <Unsent />
        <output className={isOnline ? 'connection' : 'connection is-off'}>
          {t(isOnline ? 'online' : 'offline')}
        </output>
        {!isNarrow && <LookControls />}
        {!isNarrow && (
          <span className="frame-me">
            <Link to="/me">{me.roles[0] ? say(me.roles[0].title) : me.name}</Link>
            <button type="button" className="quiet" onClick={leave}>
              {t('signOut')}
            </button>
          </span>
        )}
      </span>
    </Layout.Header>
  );
}

/** What the server has not received yet; the way to the list of it. */
function Unsent() {
  const t = useWords(offlineWords);
  const count = unsentOf(useOutbox()).length;
  return count > 0 ? <Link to="/village/outbox">{t('badge', { count })}</Link> : null;
}

/** The area whose rows are shown: the scope of everything on the page. */
function AreaName(): ReactNode {
  const county = useCounty();
  const { roles } = useMe();
  const code = roles[0]?.area_code;
  const { pathOf } = useAreas();
  return (
    <strong className="frame-area">{[county.name, code && pathOf(code)].filter(Boolean).join(' · ')}</strong>
  );
}

function SyntheticNotice() {
  const t = useWords(shellWords);
  const { data } = useGet('GET /content', {});
  if (!data?.is_synthetic) return null;
  return (
    <p className="synthetic no-print" role="note">
      {t('synthetic')}
    </p>
  );
}
