import type { Reply } from '../api/client.ts';
import { useGet } from '../api/query.ts';
import { useCounty } from '../session.ts';

type Policy = Reply<'GET /policies'>['rows'][number];
const NONE: readonly Policy[] = [];

/** Policies one can screen with: those of the county first. */
export function usePoliciesWithLines(): readonly Policy[] {
  const { code } = useCounty();
  const { data } = useGet('GET /policies', {});
  const isOurs = ({ area }: Policy): number => Number(area === code);
  return data?.rows.filter(({ has_lines }) => has_lines).sort((a, b) => isOurs(b) - isOurs(a)) ?? NONE;
}
