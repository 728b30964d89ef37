import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useSight } from '../../session.ts';
import { Answer, Section } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import { ChangeDialog } from './condition-change.tsx';
import { WaitingChanges } from './condition-waiting.tsx';
import { conditionWords } from './condition-words.ts';
import { Shape } from '../../ui/shape.tsx';

type Sheet = Reply<'GET /counties/:county/households/:household/conditions'>;
type Cause = Sheet['causes'][number];
type Land = Sheet['land'][number];
type House = Sheet['houses'][number];
type Stated = Pick<Cause, 'since' | 'reported_by' | 'import_no' | 'source' | 'change_no'>;

/** Why a household is poor, its land and its houses: what holds today, who said so, and what was said before. */
export function ConditionSheet({
  household,
  purpose,
}: {
  readonly household: string;
  readonly purpose: string;
}) {
  const t = useWords(conditionWords);
  const may = useMay();
  const { code: county } = useCounty();
  const [isProposing, propose] = useState(false);
  const [proposed, tell] = useState<string>();
  const sights = [useSight('cause'), useSight('living')];
  const isHidden = sights.every((sight) => sight === 'none');
  const sheet = useGet(
    'GET /counties/:county/households/:household/conditions',
    { params: { county, household }, query: { purpose } },
    { when: !isHidden },
  );
  if (isHidden)
    return (
      <Section title={t('title')}>
        <p className="nothing">
          <Shape of="lock" /> {t('hidden')}
        </p>
      </Section>
    );
  const change = may('register.condition.propose') && (
    <Button className="no-print" onClick={() => propose(true)}>
      {t('change')}
    </Button>
  );
  return (
    <Section title={t('title')} extra={change}>
      {proposed !== undefined && (
        <Alert type="success" showIcon closable title={t('proposed', { change: proposed })} />
      )}
      <Answer of={sheet}>{(data) => <Parts of={data} />}</Answer>
      <WaitingChanges household={household} purpose={purpose} />
      {isProposing && <ChangeDialog household={household} onClose={() => propose(false)} onProposed={tell} />}
    </Section>
  );
}

function Parts({ of: sheet }: { readonly of: Sheet }) {
  const t = useWords(conditionWords);
  const { causes, land, houses, stated } = sheet;
  const isEmpty = [stated.causes, stated.land, stated.houses].every((rows) => rows.length === 0);
  if (isEmpty) return <p className="nothing">{t('nothing')}</p>;
  return (
    <>
      <dl className="facts">
        <Causes of={causes} />
        <div>
          <dt>
            {t('land')}
            {land.length > 0 && <Total mu={sheet} />}
          </dt>
          {land.length === 0 && <dd>{t('noneOf')}</dd>}
          {land.map((each) => (
            <dd key={each.land_kind}>
              <LandText of={each} /> <Origin of={each} />
            </dd>
          ))}
        </div>
        <div>
          <dt>
            {t('houses')}
            {houses.length > 0 && <Total m2={sheet} />}
          </dt>
          {houses.length === 0 && <dd>{t('noneOf')}</dd>}
          {houses.map((each) => (
            <dd key={each.house_no}>
              <HouseText of={each} /> <Origin of={each} />
            </dd>
          ))}
        </div>
      </dl>
      <Earlier of={sheet} />
    </>
  );
}

function Causes({ of: causes }: { readonly of: readonly Cause[] }) {
  const t = useWords(conditionWords);
  const term = useTerm();
  const [main, ...further] = causes;
  return (
    <div>
      <dt>{t('mainCause')}</dt>
      <dd>
        {main ? (
          <>
            <strong>{term('cause', main.cause ?? '')}</strong> <Origin of={main} />
          </>
        ) : (
          t('noneOf')
        )}
      </dd>
      {further.length > 0 && (
        <>
          <dt>{t('furtherCauses')}</dt>
          <dd>{further.map(({ cause }) => term('cause', cause ?? '')).join('、')}</dd>
        </>
      )}
    </div>
  );
}

/** All land, or all space, and what falls to each head. */
function Total({ mu, m2 }: { readonly mu?: Sheet; readonly m2?: Sheet }) {
  const t = useWords(conditionWords);
  const [all, each] = mu
    ? [t('mu', { mu: mu.land_mu ?? '—' }), t('mu', { mu: mu.land_mu_per_head ?? '—' })]
    : [t('m2', { m2: m2?.house_m2 ?? '—' }), t('m2', { m2: m2?.house_m2_per_head ?? '—' })];
  return (
    <>
      {' · '}
      {all} · {t('perHead', { size: each })}
    </>
  );
}

function LandText({ of: { land_kind, mu } }: { readonly of: Land }) {
  const t = useWords(conditionWords);
  const term = useTerm();
  return (
    <>
      {term('landKind', land_kind ?? '')} {t('mu', { mu: mu ?? '—' })}
    </>
  );
}

function HouseText({ of: { house_no, house_type, area_m2, grade } }: { readonly of: House }) {
  const t = useWords(conditionWords);
  const term = useTerm();
  const size = Number(area_m2) === 0 ? t('gone') : t('m2', { m2: area_m2 ?? '—' });
  const safety = grade === null ? t('notAssessed') : term('houseGrade', grade);
  return <>{[house_no, term('houseType', house_type ?? ''), size, safety].join(' · ')}</>;
}

/** Since when, and who said so. */
function Origin({ of: { since, reported_by, import_no, source, change_no } }: { readonly of: Stated }) {
  const t = useWords(conditionWords);
  const parts = [
    t('since', { day: since }),
    reported_by !== null && t('from', { who: reported_by }),
    change_no !== null
      ? t('changeNo', { change: change_no })
      : import_no !== null && source !== null && t('fileOf', { source, import: import_no }),
  ];
  return <small className="nothing">{parts.filter(Boolean).join(' · ')}</small>;
}

/** What held before: nothing that was stated goes away. */
function Earlier({ of: { causes, land, houses, stated } }: { readonly of: Sheet }) {
  const t = useWords(conditionWords);
  const term = useTerm();
  const others = <Row extends Stated>(all: readonly Row[], now: readonly Row[]): Row[] =>
    all.filter((row) => !now.some((each) => keyOf(each) === keyOf(row)));
  const lines: readonly { readonly of: Stated; readonly text: ReactNode }[] = [
    ...others(stated.causes, causes).map((of) => ({ of, text: term('cause', of.cause ?? '') })),
    ...others(stated.land, land).map((of) => ({ of, text: <LandText of={of} /> })),
    ...others(stated.houses, houses).map((of) => ({ of, text: <HouseText of={of} /> })),
  ];
  if (lines.length === 0) return null;
  return (
    <details className="earlier">
      <summary>{t('earlier', { count: lines.length })}</summary>
      <ul className="plain-list">
        {lines
          .toSorted((a, b) => (a.of.since < b.of.since ? 1 : -1))
          .map(({ of, text }, i) => (
            <li key={i} className="line-row">
              {text} <Origin of={of} />
            </li>
          ))}
      </ul>
    </details>
  );
}

const keyOf = (row: Stated): string => JSON.stringify(row);
