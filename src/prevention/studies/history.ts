import { lastDayOf } from '../../kernel/index.ts';
import { type PolicyBook, type PolicyVersion, resolvePolicy } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { approvedEventCount } from '../../registry/index.ts';
import { findYears, type History, loadHistory } from './columns.ts';
import { fail } from './errors.ts';

/** What is studied: a county's bills of some years, under a policy. */
export interface StudyOrder {
  readonly countyCode: string;
  /** ID or ID@DAY; without a day the version at the end of the last year. */
  readonly policy: string;
  /** All years there are, when left out. */
  readonly years?: { readonly first: number; readonly last: number };
}

export interface Studied {
  readonly policy: PolicyVersion;
  readonly history: History;
}

/** The latest history of every county, for a server: it is loaded again once an import or an approved event may change it. */
export class Histories {
  readonly #kept = new Map<string, { readonly key: string; readonly history: History }>();

  /** Fails as `openStudy`; the transaction has authorised whoever asks. */
  async open(tx: Tx, book: PolicyBook, order: StudyOrder): Promise<Studied> {
    const { countyCode } = order;
    const { policy, first, last } = await scopeOf(tx, book, order);
    const { rows } = await sql<{ no: string }>`
      select coalesce(max(import_no), 0) || '.' || (select count(*) from feeds.import_undo) as no from feeds.import_run`.execute(
      tx,
    );
    const events = String(await approvedEventCount(tx, countyCode));
    const key = [policy.version, policy.hash, first, last, rows[0]!.no, events].join('/');
    const kept = this.#kept.get(countyCode);
    if (kept?.key === key) return { policy, history: kept.history };
    const history = await loadHistory(tx, countyCode, policy, first, last);
    this.#kept.set(countyCode, { key, history });
    return { policy, history };
  }
}

/** Loads the history to study. Fails with `study.noBills`, `study.years`, and as policies are resolved. */
export async function openStudy(tx: Tx, book: PolicyBook, order: StudyOrder): Promise<Studied> {
  const { policy, first, last } = await scopeOf(tx, book, order);
  return { policy, history: await loadHistory(tx, order.countyCode, policy, first, last) };
}

async function scopeOf(tx: Tx, book: PolicyBook, { countyCode, policy, years }: StudyOrder) {
  const available = await findYears(tx, countyCode);
  if (!available) throw fail('study.noBills', { county: countyCode });
  const { first, last } = years ?? available;
  if (first > last || last < available.first || first > available.last)
    throw fail('study.years', { text: `${first}..${last}`, ...available });
  return { policy: resolvePolicy(book, policy, lastDayOf(last)), first, last };
}
