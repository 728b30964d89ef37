import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  cardSessionOf,
  changePassword,
  isCardToken,
  roleOf,
  type Session,
  sessionOf,
  sightsOf,
  signIn,
  signInWithCard,
  signOut,
  signOutCard,
} from '../access/index.ts';
import { type Db, type Store, today } from '../platform/index.ts';
import { fail } from './errors.ts';
import { limitUnsigned, SIGN_INS } from './limits.ts';
import { FailureBody, SignedIn } from './model.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null: nobody, who sees only what is public. */
    viewer: Session | null;
  }
}

export const SESSION_COOKIE = 'terrace_session';
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whose session a token is; undefined: nobody's. */
export type Recognise = (token: string) => Promise<Session | undefined>;

/**
 * Who asks: a session's token in the cookie (browsers) or as `Authorization: Bearer` (programs). A write that rests
 * on the cookie must come from a page of ours, which browsers say in `Origin`; the cookie is `SameSite=Strict` besides.
 */
export async function sessions(
  server: FastifyInstance,
  { db }: Store,
  recognise: Recognise = (token) => (isCardToken(token) ? cardSessionOf : sessionOf)(db, token, new Date()),
): Promise<void> {
  await server.register(cookie);
  await limitUnsigned(server);
  server.decorateRequest('viewer', null);
  server.addHook('onRequest', async (request) => {
    const token = tokenOf(request);
    if (!READS.has(request.method)) refuseStrangePage(request);
    if (token !== undefined) request.viewer = (await recognise(token)) ?? null;
  });
  sessionRoutes(server, db);
  cardRoute(server, db);
}

/** The name under which a request acts and looks. Fails with `request.signed_out`. */
export function viewerOf({ viewer }: FastifyRequest): Session {
  if (viewer === null) throw fail('request.signed_out');
  return viewer;
}

function tokenOf(request: FastifyRequest): string | undefined {
  const [, bearer] = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? request.cookies[SESSION_COOKIE];
}

/** Fails with `request.other_page`. */
function refuseStrangePage({ headers, cookies, host }: FastifyRequest): void {
  const { origin } = headers;
  const isOurs = origin !== undefined && URL.parse(origin)?.host === host;
  const isByCookie = headers.authorization === undefined && cookies[SESSION_COOKIE] !== undefined;
  if (!isOurs && (origin !== undefined || isByCookie)) throw fail('request.other_page');
}

const Password = Type.String({ minLength: 1, maxLength: 1000 });
const refusals = { 401: FailureBody, 403: FailureBody, 429: FailureBody };

function cardRoute(server: FastifyInstance, db: Db): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.post(
    '/api/v1/session/card',
    {
      config: { rateLimit: SIGN_INS },
      schema: {
        summary:
          'A household signs in with the number and the PIN of its card; after three wrong tries each makes a longer wait',
        tags: ['session'],
        body: Type.Object({
          code: Type.String({
            minLength: 1,
            maxLength: 40,
            description: 'Ten digits; spaces do not matter.',
          }),
          pin: Type.String({ minLength: 1, maxLength: 20, description: 'Six digits.' }),
        }),
        response: { 200: SignedIn, 422: FailureBody, ...refusals },
      },
    },
    async (request, reply) => {
      const { token, session } = await signInWithCard(db, {
        ...request.body,
        from: request.ip,
        at: new Date(),
      });
      void reply.setCookie(SESSION_COOKIE, token, cookieFor(request));
      return signedIn(session);
    },
  );
}

function sessionRoutes(server: FastifyInstance, db: Db): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  const limited = { rateLimit: SIGN_INS };
  const tags = ['session'];
  routes.post(
    '/api/v1/session',
    {
      config: limited,
      schema: {
        summary: 'Sign in: sets the cookie; a program sends its value as a bearer token',
        tags,
        body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), password: Password }),
        response: { 200: SignedIn, ...refusals },
      },
    },
    async (request, reply) => {
      const { token, session } = await signIn(db, { ...request.body, from: request.ip, at: new Date() });
      void reply.setCookie(SESSION_COOKIE, token, cookieFor(request));
      return signedIn(session);
    },
  );
  routes.get(
    '/api/v1/session',
    {
      schema: {
        summary: 'Who is signed in, and what they may do',
        tags,
        response: { 200: SignedIn, 401: FailureBody },
      },
    },
    (request) => Promise.resolve(signedIn(viewerOf(request))),
  );
  routes.delete(
    '/api/v1/session',
    { schema: { summary: 'Sign out', tags, response: { 204: Type.Null(), 403: FailureBody } } },
    async (request, reply) => {
      const token = tokenOf(request);
      if (token !== undefined) await (isCardToken(token) ? signOutCard : signOut)(db, token);
      return reply.clearCookie(SESSION_COOKIE, cookieFor(request)).status(204).send(null);
    },
  );
  routes.put(
    '/api/v1/session/password',
    {
      config: limited,
      schema: {
        summary: "Set a password of one's own; all sessions end",
        tags,
        body: Type.Object({ password: Password, new_password: Password }),
        response: { 204: Type.Null(), 422: FailureBody, ...refusals },
      },
    },
    async (request, reply) => {
      const { name } = viewerOf(request);
      const { password, new_password: newPassword } = request.body;
      await changePassword(db, { name, password, newPassword, from: request.ip, at: new Date() });
      return reply.clearCookie(SESSION_COOKIE, cookieFor(request)).status(204).send(null);
    },
  );
}

const cookieFor = ({ protocol }: FastifyRequest) =>
  ({ httpOnly: true, sameSite: 'strict', secure: protocol === 'https', path: '/' }) as const;

const signedIn = ({ name, person, roles, until }: Session): SignedIn => ({
  name,
  person,
  until: until.toISOString(),
  today: today(),
  roles: roles.map(({ role, countyCode, areaCode, householdNo, until: lastDay }) => ({
    role,
    title: { zh: roleOf(role).zh, en: roleOf(role).en },
    county_code: countyCode,
    area_code: areaCode,
    household_no: householdNo,
    last_day: lastDay,
    may: [...roleOf(role).may],
    sees: sightsOf(role),
  })),
});
