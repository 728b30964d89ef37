import { useGet } from '../../api/query.ts';
import type { Bilingual } from '../../i18n/language.ts';

/** Policies that hold a charter, by their titles. */
export function useCharters(): Readonly<Record<string, Bilingual>> {
  const { data } = useGet('GET /policies', {});
  const charters = (data?.rows ?? []).filter(({ id }) => id.startsWith('charter-'));
  return Object.fromEntries(charters.map(({ id, title }) => [id, title]));
}
