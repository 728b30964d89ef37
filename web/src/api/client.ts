import { language } from '../i18n/language.ts';
import type { Failure, Operations } from './types.ts';

export type Route = keyof Operations;
export type Params<R extends Route> = Operations[R]['params'];
export type Query<R extends Route> = Operations[R]['query'];
export type Body<R extends Route> = Operations[R]['body'];
export type Reply<R extends Route> = Operations[R]['reply'];
export type GetRoute = Extract<Route, `GET ${string}`>;
export type WriteRoute = Exclude<Route, GetRoute>;

/** What a request brings: only the parts that its route has. */
export type Args<R extends Route> = Part<'params', Params<R>> &
  Part<'query', Query<R>> &
  Part<'body', Body<R>>;
type Part<Name extends string, Type> = [Type] extends [undefined]
  ? { readonly [Key in Name]?: undefined }
  : Partial<Type> extends Type
    ? { readonly [Key in Name]?: Type }
    : { readonly [Key in Name]: Type };

/** A refusal of the server, or no answer at all (`network`): a sentence in both languages that says what to do. */
export class ApiFailure extends Error {
  readonly code: string;
  readonly status: number;
  readonly sentence: Failure['message'];

  constructor(status: number, { code, message }: Failure) {
    super(message.en);
    this.code = code;
    this.status = status;
    this.sentence = message;
  }
}

export const isFailure = (error: unknown, code: string): boolean =>
  error instanceof ApiFailure && error.code === code;

const NO_ANSWER: Failure = {
  code: 'network',
  message: {
    zh: '没有连上服务器，什么都没有改动。请检查信号后重试。',
    en: 'The server did not answer; nothing was changed. Check the connection and try again.',
  },
};

/** What the server says in a shape we do not know: a proxy before it, or a fault. */
const strange = (status: number): Failure => ({
  code: 'fault',
  message: {
    zh: `服务器没有正常回答（${status}）。请稍后重试；仍不行请找系统管理员。`,
    en: `The server did not answer as it should (${status}). Try again later, or tell the administrator.`,
  },
});

interface Options {
  /** The same key again does nothing a second time and answers the same. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** A file as the body, instead of JSON. */
  readonly file?: Blob;
}

/**
 * Calls a route of the server. Fails with `ApiFailure`.
 *
 * @example
 * await call('GET /counties/:county/cases', { params: { county }, query: { status: 'paid' } });
 */
export async function call<R extends Route>(
  route: R,
  args: Args<R>,
  { key, signal, file }: Options = {},
): Promise<Reply<R>> {
  const { body } = args;
  const headers: Record<string, string> = { 'accept-language': language() };
  if (key !== undefined) headers['idempotency-key'] = key;
  if (file) headers['content-type'] = file.type;
  else if (typeof body === 'string') headers['content-type'] = 'text/csv';
  else if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(addressOf(route, args), {
    method: methodOf(route),
    headers,
    credentials: 'same-origin',
    body: file ?? (typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body)),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if ((error as Error).name === 'AbortError') throw error;
    throw new ApiFailure(0, NO_ANSWER);
  });
  if (!response.ok) throw new ApiFailure(response.status, await failureOf(response));
  if (response.status === 204) return undefined;
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return (await (isJson ? response.json() : response.text())) as Reply<R>;
}

/** Address of a route, also for links that download. */
export function addressOf<R extends Route>(route: R, args: Args<R>): string {
  const params = (args.params ?? {}) as Readonly<Record<string, string | number>>;
  const path = route
    .slice(route.indexOf(' ') + 1)
    .replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((args.query ?? {}) as Record<string, unknown>))
    if (value !== undefined && value !== '')
      for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  // Of those that stand outside a version, the route is the whole path.
  const base = path.startsWith('/api/') ? '' : '/api/v1';
  return `${base}${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** Fetches a file in the screen's language and hands it to the browser to keep. Fails with `ApiFailure`. */
export async function download(address: string): Promise<void> {
  const response = await fetch(address, {
    headers: { 'accept-language': language() },
    credentials: 'same-origin',
  }).catch(() => {
    throw new ApiFailure(0, NO_ANSWER);
  });
  if (!response.ok) throw new ApiFailure(response.status, await failureOf(response));
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(named ?? 'terrace.csv');
  link.click();
  URL.revokeObjectURL(link.href);
}

const methodOf = (route: Route): string => route.slice(0, route.indexOf(' '));

async function failureOf(response: Response): Promise<Failure> {
  const body = (await response.json().catch(() => undefined)) as Partial<Failure> | undefined;
  return typeof body?.code === 'string' && body.message ? (body as Failure) : strange(response.status);
}
