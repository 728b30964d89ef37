import { useLocation } from 'react-router';
import { fen, findFen } from '../../../../src/kernel/pure.ts';
import { isGroup, isPeril, type Schedule } from '../../../../src/policy/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { PageTabs } from '../../ui/page-tabs.tsx';
import { words } from './words.ts';

export type Policy = Reply<'GET /policies/:policy'>;
export type PolicyLine = Policy['lines'][number];

export function PolicyTabs() {
  const t = useWords(words);
  const may = useMay();
  const { pathname } = useLocation();
  const tabs = [
    { to: '/policies', label: t('policies') },
    ...(may('policy.study')
      ? [
          { to: '/policies/what-if', label: t('whatIf') },
          { to: '/policies/scenarios', label: t('scenarios') },
        ]
      : []),
    { to: '/policies/proposals', label: t('proposals') },
  ];
  return <PageTabs label={t('title')} tabs={tabs} open={pathname} />;
}

/** A line of the policy as the rules compute with it; undefined where nothing is paid. */
export function scheduleOf({ group, peril, deductible_yuan, brackets, cap_yuan }: PolicyLine): Schedule | undefined {
  if (deductible_yuan === null || brackets.length === 0 || !isGroup(group) || !isPeril(peril)) return undefined;
  const amount = (yuan: string) => findFen(yuan) ?? fen(0);
  return {
    group,
    peril,
    deductibleFen: amount(deductible_yuan),
    brackets: brackets.map(({ from_yuan, to_yuan, rate_percent }) => ({
      fromFen: amount(from_yuan),
      ...(to_yuan !== null && { toFen: amount(to_yuan) }),
      rateBasisPoints: BigInt(Math.round(rate_percent * 100)),
    })),
    ...(cap_yuan !== null && { cap: { id: peril, capFen: amount(cap_yuan), perils: [peril] } }),
  };
}

/** A number of a policy file: by path, with its days, unit and source. */
export interface Dated {
  readonly path: string;
  readonly from: string;
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  readonly link: string | undefined;
}

/** Every dated number of a policy file. The file is a tree whose leaves are lists of values with a first day. */
export function datedNumbers({ document }: Policy, assumption: (reason: string) => string): Dated[] {
  const found: Dated[] = [];
  const sources = document.sources as Readonly<Record<string, Source>>;
  const sourceOf = (source: unknown, reason: unknown) => {
    if (source === 'assumption') return { text: assumption(typeof reason === 'string' ? reason : ''), link: undefined };
    const named = typeof source === 'string' ? sources[source] : (source as Source | undefined);
    return { text: named ? [named.document, named.where].filter(Boolean).join(' · ') : '', link: named?.link };
  };
  const walk = (node: unknown, path: string): void => {
    if (Array.isArray(node)) {
      for (const each of node as readonly Partial<Leaf>[])
        if (typeof each === 'object' && each !== null && 'from' in each && 'value' in each) {
          const { text, link } = sourceOf(each.source, each.reason);
          const unit = each.unit ?? '';
          found.push({ path, from: each.from ?? '', value: shown(each.value), unit, source: text, link });
        }
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    for (const [name, child] of Object.entries(node))
      if (name !== 'examples') walk(child, name === 'values' ? path : path === '' ? name : `${path}.${name}`);
  };
  walk(document, '');
  return found;
}

interface Source {
  readonly document: string;
  readonly where?: string;
  readonly link?: string;
}
interface Leaf {
  readonly from: string;
  readonly value: unknown;
  readonly unit: string;
  readonly source: unknown;
  readonly reason: unknown;
}

export const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
