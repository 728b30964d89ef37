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

export const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
