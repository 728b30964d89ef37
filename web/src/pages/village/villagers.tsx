import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { type ApiFailure, call, type Reply } from '../../api/client.ts';
import { useWords } from '../../i18n/words.ts';
import { askOrKept } from '../../offline/kept.ts';
import { useCounty, useMe } from '../../session.ts';
import { FailureBlock, Waiting } from '../../ui/page.tsx';
import { words } from './words.ts';

export type Villager = Pick<
  Reply<'GET /counties/:county/households'>['rows'][number],
  'household_no' | 'head_name' | 'size' | 'area_code'
>;

const PAGE = 500;
/** A village has some hundred households; a township's list does not go onto a phone. */
const KEPT_MAX = 1500;

/** The households somebody answers for, kept on the device for the time without a signal. */
export function useVillagers(purpose: string) {
  const { code: county } = useCounty();
  const area = useMe().roles.find(({ area_code }) => area_code !== null)?.area_code ?? undefined;
  return useQuery<readonly Villager[], ApiFailure>({
    queryKey: ['villagers', county, area],
    queryFn: ({ signal }) =>
      askOrKept(`villagers ${county} ${area}`, () => fetchVillagers({ county, area, purpose, signal })),
    enabled: county !== '',
    staleTime: 600_000,
    networkMode: 'always',
  });
}

async function fetchVillagers({
  county,
  area,
  purpose,
  signal,
}: {
  readonly county: string;
  readonly area: string | undefined;
  readonly purpose: string;
  readonly signal: AbortSignal;
}): Promise<readonly Villager[]> {
  const rows: Villager[] = [];
  for (let after: string | null | undefined; after !== null && rows.length < KEPT_MAX;) {
    const query = {
      limit: PAGE,
      purpose,
      ...(area !== undefined && { area }),
      ...(after !== undefined && { after }),
    };
    const page = await call('GET /counties/:county/households', { params: { county }, query }, { signal });
    rows.push(
      ...page.rows.map(({ household_no, head_name, size, area_code }) => ({
        household_no,
        head_name,
        size,
        area_code,
      })),
    );
    after = page.next;
  }
  return rows;
}

export const nameOfVillager = ({ head_name, household_no }: Villager): string =>
  [head_name, household_no].filter(Boolean).join(' · ');

const SHOWN = 8;

/** Finds a household among those on the device, by any part of name or number. */
export function VillagerPicker({
  purpose,
  onPick,
}: {
  readonly purpose: string;
  readonly onPick: (villager: Villager) => void;
}) {
  const t = useWords(words);
  const { data, error, refetch } = useVillagers(purpose);
  const [search, setSearch] = useState('');
  if (error && !data) return <FailureBlock failure={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const wanted = search.trim().toLowerCase();
  const found = data.filter(
    ({ household_no, head_name }) =>
      wanted !== '' && `${head_name ?? ''} ${household_no ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <label>
        <span className="field-name">{t('findVillager')}</span>
        <Input
          value={search}
          autoComplete="off"
          size="large"
          onChange={({ target }) => setSearch(target.value)}
        />
      </label>
      <ul className="villagers">
        {found.slice(0, SHOWN).map((villager) => (
          <li key={villager.household_no}>
            <Button block onClick={() => onPick(villager)}>
              <strong>{villager.head_name}</strong> {villager.household_no}
              {villager.size !== null && ` · ${t('people', { count: villager.size })}`}
            </Button>
          </li>
        ))}
      </ul>
      {wanted !== '' && found.length === 0 && <p>{t('nobody')}</p>}
      <p className="soft">{t('villagersKept', { count: data.length })}</p>
    </>
  );
}
