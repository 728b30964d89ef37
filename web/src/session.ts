import { useQuery } from '@tanstack/react-query';
import { ApiFailure, call, isFailure, type Reply } from './api/client.ts';
import { queryClient, useGet } from './api/query.ts';
import { todayInChina } from './i18n/format.ts';
import { forgetRecent } from './shell/search/recent.ts';
import {
  forgetSession,
  isSignOutSettled,
  keptSession,
  rememberSession,
  wipeDevice,
} from './offline/session.ts';

/** What the server said of who is signed in, and the device's day when it did. */
export type SignedIn = Reply<'GET /session'> & { readonly askedOn: string };
export type SessionRole = SignedIn['roles'][number];
const KEY = ['session'];
const ALL_COUNTIES = '000000';

const asked = (session: Reply<'GET /session'>): SignedIn => ({ ...session, askedOn: todayInChina() });

/** Who is signed in; `null`: nobody; `undefined`: not known yet. */
export function useSession(): SignedIn | null | undefined {
  const { data } = useQuery<SignedIn | null, ApiFailure>({
    queryKey: KEY,
    queryFn: presentSession,
    staleTime: 60_000,
  });
  return data;
}

async function presentSession(): Promise<SignedIn | null> {
  if (!(await isSignOutSettled(() => call('DELETE /session', {})))) return null;
  try {
    return await remembered(asked(await call('GET /session', {})));
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.status === 401) {
      await forgetSession();
      return null;
    }
    // Without a connection whoever was signed in here goes on.
    const kept = isFailure(error, 'network') ? await keptSession<SignedIn>() : undefined;
    if (kept) return kept;
    throw error;
  }
}

/** Those who work where there is no signal: what they need then is kept on the device, sealed. */
export const worksOutside = (session: SignedIn): boolean =>
  !session.roles.every(({ role }) => role === 'household') &&
  ['cases.visit', 'finding.visit', 'governance.meeting.attend'].some((action) => may(session, action));

const remembered = async (session: SignedIn): Promise<SignedIn> => {
  await (worksOutside(session) ? rememberSession(session.name, session) : forgetSession());
  return session;
};

/** Only below the shell, which shows nothing before somebody is signed in. */
export function useMe(): SignedIn {
  const session = useSession();
  if (!session) throw new Error('nobody is signed in');
  return session;
}

export async function signIn(name: string, password: string): Promise<SignedIn> {
  const session = asked(await call('POST /session', { body: { name, password } }));
  await remembered(session);
  become(session);
  return session;
}

export async function signInWithCard(code: string, pin: string): Promise<SignedIn> {
  const session = asked(await call('POST /session/card', { body: { code, pin } }));
  become(session);
  return session;
}

/** Empties the device even where the server cannot be told; it is then told before anything else is asked. */
export async function signOut(): Promise<void> {
  forgetRecent();
  await wipeDevice();
  await isSignOutSettled(() => call('DELETE /session', {}), true);
  become(null);
}

/** Tells all pages who is signed in now; what another was answered goes. Its own query stays, for a page watches it. */
function become(session: SignedIn | null): void {
  queryClient.setQueryData(KEY, session);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  queryClient.getMutationCache().clear();
}

const DAY_MS = 86_400_000;

/** The day it is for the server, which decides what is due and possible; without a connection the device's clock goes on. */
export function useToday(): string {
  const session = useSession();
  const here = todayInChina();
  if (!session) return here;
  const passed = Date.parse(here) - Date.parse(session.askedOn);
  return new Date(Date.parse(session.today) + Math.round(passed / DAY_MS) * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

/** Whether one of the roles may do an action of the server (src/access/roles.ts). The server decides in any case. */
function may({ roles }: Pick<SignedIn, 'roles'>, action: string): boolean {
  return roles.some((role) =>
    role.may.some((allowed) => (allowed.endsWith('.') ? action.startsWith(allowed) : action === allowed)),
  );
}
export const useMay = (): ((action: string) => boolean) => {
  const me = useMe();
  return (action) => may(me, action);
};

/** The county whose data the pages show: that of the first role; for those of all counties, the first that is loaded. */
export function useCounty(): { readonly code: string; readonly name: string } {
  const { roles } = useMe();
  const { data } = useGet('GET /content', {});
  const own = roles.find(({ county_code }) => county_code !== ALL_COUNTIES)?.county_code;
  const code = own ?? data?.counties[0]?.county_code ?? '';
  // Nobody has to read a code while the name is on its way.
  const name = data ? (data.counties.find(({ county_code }) => county_code === code)?.name ?? code) : '';
  return { code, name };
}

/** The most that one's roles see of a kind of personal data (src/access/fields.ts); the server leaves out the rest. */
export function useSight(kind: string): 'full' | 'masked' | 'none' {
  const { roles } = useMe();
  const sights = roles.map(({ sees }) => sees[kind]);
  return sights.includes('full') ? 'full' : sights.includes('masked') ? 'masked' : 'none';
}
