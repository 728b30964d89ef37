import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Body } from '../../../api/client.ts';
import { useAct, useGet } from '../../../api/query.ts';
import { useBilingual } from '../../../i18n/language.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMay } from '../../../session.ts';
import { useAreas } from '../../../ui/areas.tsx';
import { FailureBlock } from '../../../ui/page.tsx';
import { words } from '../words.ts';

type Given = Pick<Body<'POST /counties/:county/work/handlers'>, 'cases' | 'findings'>;

/** What can be done with all chosen rows: give them to somebody, take a step with each. */
export function BulkBar({
  count,
  acts,
  isBusy,
  onGiven,
  ...given
}: Given & {
  readonly count: number;
  readonly acts: readonly { readonly name: string; readonly run: () => void }[];
  readonly isBusy: boolean;
  readonly onGiven: () => void;
}) {
  const t = useWords(words);
  const may = useMay();
  return (
    <div className="bulk-bar">
      <span>{t('chosen', { count })}</span>
      {acts.map(({ name, run }) => (
        <Button key={name} disabled={isBusy} onClick={run}>
          {name}
        </Button>
      ))}
      {may('cases.entrust') && <GiveTo given={given} count={count} onGiven={onGiven} />}
    </div>
  );
}

/** Bulk assignment: all of them to one colleague, or to nobody any more. */
function GiveTo({
  given,
  count,
  onGiven,
}: {
  readonly given: Given;
  readonly count: number;
  readonly onGiven: () => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { nameOf } = useAreas();
  const { code: county } = useCounty();
  const { data } = useGet('GET /counties/:county/colleagues', { params: { county } });
  const [handler, setHandler] = useState<string>();
  const act = useAct('POST /counties/:county/work/handlers');
  const give = (to: string | null): void =>
    act.mutate({ params: { county }, body: { handler: to, ...given } }, { onSuccess: onGiven });
  return (
    <>
      <Select
        aria-label={t('giveTo')}
        placeholder={t('giveTo')}
        showSearch={{ optionFilterProp: 'label' }}
        value={handler ?? null}
        onChange={(name: string | null) => setHandler(name ?? undefined)}
        options={(data?.rows ?? []).map(({ name, roles }) => ({
          value: name,
          label: `${name} · ${roles.map(({ title, area_code }) => say(title) + (area_code === null ? '' : ` ${nameOf(area_code)}`)).join('、')}`,
        }))}
        popupMatchSelectWidth={false}
        style={{ minWidth: 180 }}
      />
      <Button
        type="primary"
        disabled={handler === undefined}
        loading={act.isPending}
        onClick={() => handler !== undefined && give(handler)}
      >
        {t('give', { count })}
      </Button>
      <Button loading={act.isPending} onClick={() => give(null)}>
        {t('takeBack')}
      </Button>
      {act.error && <FailureBlock failure={act.error} />}
    </>
  );
}
