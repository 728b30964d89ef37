import { useInfiniteQuery } from '@tanstack/react-query';
import { type ApiFailure, call, type Reply } from '../../api/client.ts';

type Imports = Reply<'GET /imports'>;
const PAGE = 50;

/** The instant of an import, which the list tells in UTC. */
export const utc = (recordedAt: string): string => `${recordedAt.replace(' ', 'T')}:00Z`;

/** Files taken in, the latest first; this list is read backwards. */
export function useImports() {
  const { data, error, ...query } = useInfiniteQuery({
    queryKey: ['GET /imports', 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Imports> =>
      call(
        'GET /imports',
        { query: { limit: PAGE, ...(pageParam !== undefined && { before: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return {
    ...query,
    error: error as ApiFailure | null,
    first: data?.pages[0],
    rows: data?.pages.flatMap(({ rows }) => rows) ?? [],
  };
}
