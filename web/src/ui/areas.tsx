import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { type ApiFailure, call, type Reply } from '../api/client.ts';
import { useWords } from '../i18n/words.ts';
import { askOrKept } from '../offline/kept.ts';
import { useCounty, useMay } from '../session.ts';
import { useTerm } from './terms.ts';
import { common } from './words.ts';
import { useClearable } from './clearable.tsx';

type Area = Reply<'GET /counties/:county/areas'>['rows'][number];
const NONE: readonly Area[] = [];

/** All areas of the county that the viewer may see: some hundreds. */
export function useAreas() {
  const { code: county } = useCounty();
  // Who sees no household asks for no areas, and reads their codes.
  const isAsked = useMay()('see.household') && county !== '';
  const { data: areas = NONE, isPending } = useQuery<readonly Area[], ApiFailure>({
    queryKey: ['areas', county],
    queryFn: ({ signal }) => askOrKept(`areas ${county}`, () => allAreas(county, signal)),
    enabled: isAsked,
    staleTime: Infinity,
  });
  const term = useTerm();
  return useMemo(() => {
    /** What lies above the county is not among its areas. */
    const above = (code: string): string =>
      /^\d\d0000$/.test(code)
        ? term('level', 'province')
        : /^\d{4}00$/.test(code)
          ? term('level', 'prefecture')
          : code;
    const byCode = new Map(areas.map((area) => [area.code, area]));
    const known = (code: string): string =>
      // Nobody has to read codes while the names are on their way.
      isAsked && isPending ? '…' : shortName(byCode.get(code)?.name ?? above(code));
    /** `张寨乡 李村`; below the county, which the header names. */
    const pathOf = (code: string): string => {
      const area = byCode.get(code);
      const parent = area?.level === 'village' ? byCode.get(area.parent_code ?? '') : undefined;
      return [parent && parent.level !== 'county' ? parent.name : '', known(code)].filter(Boolean).join(' ');
    };
    return { areas, nameOf: known, pathOf };
  }, [areas, term, isAsked, isPending]);
}

/** A village as people call it; the register names the committee that stands for it. */
export const shortName = (name: string): string => name.replace(/村民委员会$/, '村');

async function allAreas(county: string, signal: AbortSignal): Promise<Area[]> {
  const areas: Area[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: 500, ...(after !== undefined && { after }) };
    const page = await call('GET /counties/:county/areas', { params: { county }, query }, { signal });
    areas.push(...page.rows);
    after = page.next;
  }
  return areas;
}

interface Node {
  readonly value: string;
  readonly title: string;
  readonly children: Node[];
}

function treeOf(areas: readonly Area[]): Node[] {
  const nodes = new Map(
    areas.map(({ code, name }) => [code, { value: code, title: name, children: [] as Node[] }]),
  );
  const tops = areas.filter(({ parent_code }) => !nodes.has(parent_code ?? ''));
  for (const { code, parent_code } of areas) nodes.get(parent_code ?? '')?.children.push(nodes.get(code)!);
  // The county itself is no choice where it is the only top: it is what everything shows without a choice.
  const roots = tops.map(({ code }) => nodes.get(code)!);
  return roots.length === 1 && tops[0]!.level === 'county' ? roots[0]!.children : roots;
}

/** Chooses a township or village; typing finds it. */
export function AreaPicker({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}) {
  const t = useWords(common);
  const { areas } = useAreas();
  const tree = useMemo(() => treeOf(areas), [areas]);
  return (
    <TreeSelect
      aria-label={t('area')}
      placeholder={t('area')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear={useClearable()}
      treeData={tree}
      value={value ?? null}
      onChange={(code: string | null | undefined) => onChange(code ?? undefined)}
      popupMatchSelectWidth={280}
      style={{ minWidth: 160 }}
    />
  );
}
