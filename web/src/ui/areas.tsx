import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { type ApiFailure, call, type Reply } from '../api/client.ts';
import { useWords } from '../i18n/words.ts';
import { askOrKept } from '../offline/kept.ts';
import { useCounty } from '../session.ts';
import { common } from './words.ts';

type Area = Reply<'GET /counties/:county/areas'>['rows'][number];
const NONE: readonly Area[] = [];

/** All areas of the county that the viewer may see: some hundreds. */
export function useAreas() {
  const { code: county } = useCounty();
  const { data: areas = NONE } = useQuery<readonly Area[], ApiFailure>({
    queryKey: ['areas', county],
    queryFn: ({ signal }) => askOrKept(`areas ${county}`, () => allAreas(county, signal)),
    enabled: county !== '',
    staleTime: Infinity,
  });
  return useMemo(() => {
    const byCode = new Map(areas.map((area) => [area.code, area]));
    const nameOf = (code: string): string => byCode.get(code)?.name ?? code;
    /** `张寨乡 李村`; below the county, which the header names. */
    const pathOf = (code: string): string => {
      const area = byCode.get(code);
      const parent = area?.level === 'village' ? byCode.get(area.parent_code ?? '') : undefined;
      return [parent && parent.level !== 'county' ? parent.name : '', area?.name ?? code]
        .filter(Boolean)
        .join(' ');
    };
    return { areas, nameOf, pathOf };
  }, [areas]);
}

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
      allowClear
      treeData={tree}
      value={value ?? null}
      onChange={(code: string | null | undefined) => onChange(code ?? undefined)}
      popupMatchSelectWidth={280}
      style={{ minWidth: 160 }}
    />
  );
}
