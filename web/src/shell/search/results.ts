import { useEffect, useState } from 'react';
import type { ApiFailure, Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../session.ts';
import { useTerm } from '../../ui/terms.ts';
import { menuOf } from '../menu.ts';
import type { Recent } from './recent.ts';
import { searchWords } from './words.ts';

/** Something to open: what it is called, what tells it from others, where it leads. */
export interface Hit {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly path: string;
  readonly recent?: Recent;
}

export interface HitGroup {
  readonly name: 'pages' | 'households' | 'cases' | 'notices' | 'areas' | 'recent';
  readonly hits: readonly Hit[];
}

type Found = Reply<'GET /counties/:county/search'>;
const ROUTE = 'GET /counties/:county/search';
const PAUSE_MS = 250;

/** The text once nothing was typed for a moment: every search is a look into the register, and logged. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text === '' ? '' : settled;
}

export interface Search {
  readonly groups: readonly HitGroup[];
  readonly isSearching: boolean;
  /** What the groups answer is not yet what was typed last. */
  readonly isOld: boolean;
  readonly error: ApiFailure | null;
  readonly maySearch: boolean;
}

/** What a text finds: pages at once, and what the register holds within one's rights. */
export function useSearch(typed: string): Search {
  const may = useMay();
  const { code: county } = useCounty();
  const text = typed.trim();
  const settled = useSettled(text);
  const maySearch = may('see.household') && county !== '';
  const { data, error, isFetching } = useGet(
    ROUTE,
    { params: { county }, query: { q: settled } },
    { when: maySearch && settled !== '' },
  );
  const pages = usePageHits(text);
  const found = useFoundGroups(text === '' || !maySearch ? undefined : data);
  const isWaiting = maySearch && text !== '' && (text !== settled || isFetching);
  return {
    groups: [{ name: 'pages' as const, hits: pages }, ...found].filter(({ hits }) => hits.length > 0),
    isSearching: isWaiting,
    isOld: isWaiting && found.length > 0,
    error: text === '' ? null : error,
    maySearch,
  };
}

/** Entries of one's own menu whose name, in either language, holds the text. */
function usePageHits(text: string): readonly Hit[] {
  const say = useBilingual();
  const me = useMe();
  if (text === '') return [];
  const sought = text.toLowerCase();
  return menuOf(me)
    .filter(({ zh, en }) => zh.includes(sought) || en.toLowerCase().includes(sought))
    .map((entry) => ({ key: `page ${entry.path}`, title: say(entry), about: '', path: entry.path }));
}

function useFoundGroups(found: Found | undefined): readonly HitGroup[] {
  const t = useWords(searchWords);
  const term = useTerm();
  const may = useMay();
  if (!found) return [];
  const place = (...names: readonly (string | null)[]): string => names.filter(Boolean).join(' · ');
  const households = found.households.map(({ household_no, head_name, area_name, township_name }): Hit => {
    const number = household_no ?? '';
    return {
      key: `household ${number}`,
      title: head_name ?? t('household', { number }),
      about: place(number, township_name, area_name),
      path: `/households/${encodeURIComponent(number)}`,
      recent: { sort: 'households', number },
    };
  });
  const cases = found.cases.map(({ case_no, head_name, household_no, area_name, policy_year }): Hit => ({
    key: `case ${case_no}`,
    title: t('caseNo', { number: case_no }),
    about: place(head_name, household_no, area_name, t('year', { year: policy_year })),
    path: `/cases/${case_no}`,
    recent: { sort: 'cases', number: String(case_no) },
  }));
  const notices = found.notices.map(({ notice_no, kind, area_name, first_day }): Hit => ({
    key: `notice ${notice_no}`,
    title: t('noticeNo', { number: notice_no }),
    about: place(term('noticeKind', kind), area_name, first_day),
    path: `/notices/${notice_no}`,
    recent: { sort: 'notices', number: String(notice_no) },
  }));
  const areas = found.areas.map(({ code, name, level, parent_name }): Hit => ({
    key: `area ${code}`,
    title: name,
    about: place(term('level', level), parent_name),
    path: `/households?area=${encodeURIComponent(code)}`,
    recent: { sort: 'areas', number: code, place: name },
  }));
  return [
    { name: 'households', hits: households },
    { name: 'cases', hits: cases },
    { name: 'notices', hits: may('see.records') ? notices : [] },
    { name: 'areas', hits: areas },
  ];
}

/** What was opened lately, as something to open again. */
export function useRecentGroup(recent: readonly Recent[]): HitGroup {
  const t = useWords(searchWords);
  const hits = recent.map((each): Hit => {
    const { sort, number, place = number } = each;
    const [title, path] = {
      households: [t('household', { number }), `/households/${encodeURIComponent(number)}`],
      cases: [t('caseNo', { number }), `/cases/${number}`],
      notices: [t('noticeNo', { number }), `/notices/${number}`],
      areas: [place, `/households?area=${encodeURIComponent(number)}`],
    }[sort] as [string, string];
    return { key: `${sort} ${number}`, title, about: sort === 'areas' ? t('areas') : '', path, recent: each };
  });
  return { name: 'recent', hits };
}
