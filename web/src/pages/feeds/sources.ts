import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useMe } from '../../session.ts';
import type { FeedKind } from './model.ts';

export type Preview = Reply<'POST /imports/:kind/uploads'>;
export type Field = Preview['fields'][number];

/** Who has delivered a kind of file. */
export function useSources(kind: FeedKind | undefined) {
  const { data } = useGet('GET /import-sources', {});
  return data?.rows.filter((row) => row.kind === kind) ?? [];
}

/** What somebody took in last, and from whom: most people bring the same kind of file every month. */
export function useUsualFeed(): { readonly kind: FeedKind; readonly source: string } | undefined {
  const me = useMe();
  const { data } = useGet('GET /import-sources', {});
  return data?.rows
    .filter(({ last_by }) => last_by === me.name)
    .sort((a, b) => (a.last_at < b.last_at ? 1 : -1))[0];
}

/** How a column is called on the screen: by its first Chinese header, or its own name in words. */
export function useFieldName(): (field: Pick<Field, 'name' | 'headers'>) => string {
  const language = useLanguage();
  return ({ name, headers }) => (language === 'zh' ? (headers[0] ?? name) : name.replaceAll('_', ' '));
}

/** The columns of a kind of file. */
export function useFields(kind: FeedKind | undefined): readonly Field[] {
  const { data } = useGet('GET /import-kinds', {});
  return data?.rows.find((row) => row.kind === kind)?.fields ?? [];
}

/** What is told to the server: the headers that are taken for something else than their own name says. */
export function mappingOf(
  { columns }: Preview,
  chosen: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const told = columns.filter(
    ({ header, column, is_mapped }) => is_mapped || chosen[header] !== (column ?? ''),
  );
  return Object.fromEntries(told.map(({ header }) => [header, chosen[header] ?? '']));
}
