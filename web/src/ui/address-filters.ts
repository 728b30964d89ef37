import { useSearchParams } from 'react-router';

/** Filters that live in the address bar, so that a list can be bookmarked, sent and returned to. */
export function useFilters<const Name extends string>(names: readonly Name[]) {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? undefined])) as {
    readonly [Key in Name]: string | undefined;
  };
  const set = (news: { readonly [Key in Name]?: string | undefined }): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(news) as [string, string | undefined][])
          if (value === undefined || value === '') after.delete(name);
          else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const clear = (): void => set(Object.fromEntries(names.map((name) => [name, undefined])) as never);
  return { values, set, clear, isAny: names.some((name) => values[name] !== undefined) };
}
