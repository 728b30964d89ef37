import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import {
  ApiFailure,
  type Args,
  call,
  type GetRoute,
  isFailure,
  type Reply,
  type WriteRoute,
} from './client.ts';
import { askOrKept, isAlwaysKept, keptName } from '../offline/kept.ts';
import { newId } from './id.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal will not become an answer by asking again; a lost connection may.
      retry: (times, error) => times < 2 && isFailure(error, 'network'),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

interface GetOptions {
  /** Asked only when true. */
  readonly when?: boolean;
  /** Asked again every so many milliseconds. */
  readonly every?: number;
  /** The last answer is kept on the device, sealed, for the time without a connection. */
  readonly keep?: boolean;
}

/** Asks a route and keeps the answer; old data stay while new ones come (`isPlaceholderData`). */
export function useGet<R extends GetRoute>(
  route: R,
  args: Args<R>,
  { when = true, every, keep = false }: GetOptions = {},
): UseQueryResult<Reply<R>, ApiFailure> {
  return useQuery<Reply<R>, ApiFailure>({
    queryKey: [route, args],
    queryFn: ({ signal }) => {
      const ask = (): Promise<Reply<R>> => call(route, args, { signal });
      return keep || isAlwaysKept(route) ? askOrKept(keptName(route, args), ask) : ask();
    },
    enabled: when,
    placeholderData: keepPreviousData,
    ...(every !== undefined && { refetchInterval: every }),
  });
}

type Paged = { readonly rows: readonly unknown[]; readonly next: string | number | null };
type RowOf<R extends GetRoute> = Reply<R> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

/** Reads a list page by page; `rows` are those of all pages so far. */
export function usePages<R extends GetRoute>(route: R, args: Args<R>, { when = true }: GetOptions = {}) {
  const { data, ...query } = useInfiniteQuery({
    queryKey: [route, args, 'pages'],
    initialPageParam: undefined as string | number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(route, { ...args, query: { ...args.query, after: pageParam } } as Args<R>, {
        signal,
      }) as Promise<Paged>,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: when,
    placeholderData: keepPreviousData,
  });
  return {
    ...query,
    error: query.error as ApiFailure | null,
    first: data?.pages[0] as Reply<R> | undefined,
    rows: (data?.pages.flatMap((page) => page.rows) ?? []) as RowOf<R>[],
  };
}

/**
 * An act on the server. Sent again after a lost answer, the same act carries the same key, so that it happens once;
 * afterwards every page asks again.
 */
export function useAct<R extends WriteRoute>(route: R) {
  const client = useQueryClient();
  const sent = useRef({ act: '', key: '' });
  return useMutation<Reply<R>, ApiFailure, Args<R>>({
    mutationFn: (args) => {
      const act = JSON.stringify(args);
      if (sent.current.act !== act) sent.current = { act, key: newId() };
      return call(route, args, { key: sent.current.key });
    },
    onSuccess: () => {
      sent.current = { act: '', key: '' };
      return client.invalidateQueries();
    },
  });
}

/**
 * Goes on after an act that was taken; one that was not shows why itself (`error`). Also when the act has changed the
 * page so much that the part which sent it is gone.
 */
export function afterwards<Reply>(act: Promise<Reply>, goOn: (reply: Reply) => void): void {
  void act.then(goOn, () => undefined);
}
