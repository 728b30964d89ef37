import { Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import type { Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useTerm } from '../../ui/terms.ts';
import { type Draft, HowCounted, keyOf } from './item.tsx';
import { words } from './words.ts';

/** What waits for a body's decision, to tick: cases, requests to spend, rounds. */

export interface OffersProps {
  readonly value: readonly Draft[];
  readonly onChange: (agenda: readonly Draft[]) => void;
  readonly area: string | undefined;
  /** Kinds of decision the body takes. */
  readonly decides: readonly string[];
  /** A subject that is ticked from the beginning, `cases:5`. */
  readonly wanted: string | undefined;
}

interface Offer {
  readonly draft: Draft;
  readonly label: string;
}

type Case = Reply<'GET /counties/:county/cases'>['rows'][number];

/** Cases of the body's area whose next step is the village's. */
export function CasesOf(props: OffersProps) {
  const { area, decides } = props;
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const isAsked = county !== '' && area !== undefined;
  const ask = (status: 'HOUSEHOLD_VISIT' | 'FOLLOW_UP') =>
    ({ params: { county }, query: { status, limit: 200, ...(area !== undefined && { area }) } }) as const;
  const reviews = useGet('GET /counties/:county/cases', ask('HOUSEHOLD_VISIT'), { when: isAsked });
  const removals = useGet('GET /counties/:county/cases', ask('FOLLOW_UP'), { when: isAsked });
  const offerOf = ({ case_no, household_no }: Case, decision: string): Offer => ({
    draft: {
      subject: { module: 'cases', id: decision === 'risk_removal' ? `${case_no}/removal` : String(case_no) },
      decision,
      title: t('caseTitle', { household: household_no ?? '' }),
      isSecret: false,
      household: household_no ?? undefined,
    },
    label: `${term('decision', decision)} · ${t('caseItem', { no: case_no, household: household_no ?? '' })}`,
  });
  const offers = [
    ...(decides.includes('household_support')
      ? (reviews.data?.rows ?? []).map((row) => offerOf(row, 'household_support'))
      : []),
    ...(decides.includes('risk_removal')
      ? (removals.data?.rows ?? []).map((row) => offerOf(row, 'risk_removal'))
      : []),
  ];
  const isLoading = reviews.isLoading || removals.isLoading;
  if (!isAsked || isLoading) return null;
  return <Ticks {...props} legend={t('casesToReview')} offers={offers} none={t('noCases')} />;
}

/** Requests to spend collective money and rounds of entities in the body's area that nobody has decided on. */
export function EconomyOf(props: OffersProps) {
  const { area, decides } = props;
  const t = useWords(words);
  const term = useTerm();
  const may = useMay();
  const { yuanInWords } = useFormat();
  const { code: county } = useCounty();
  const isAsked = (kind: string, action: string): boolean =>
    county !== '' && area !== undefined && decides.includes(kind) && may(action);
  const asked = { params: { county }, query: { limit: 500 } } as const;
  const requests = useGet('GET /counties/:county/expenditures', asked, {
    when: isAsked('fund_use', 'see.entity'),
  });
  const rounds = useGet('GET /counties/:county/rounds', asked, {
    when: isAsked('dividend_plan', 'see.shares'),
  });
  const books = useGet(
    'GET /counties/:county/share-books',
    { params: { county } },
    {
      when: isAsked('dividend_plan', 'see.shares'),
    },
  );
  const here = new Set(
    (books.data?.rows ?? []).flatMap((book) => (book.area_code === area ? [book.entity_no] : [])),
  );
  const draft = (module: string, id: number, decision: string, title: string): Offer => ({
    draft: { subject: { module, id: String(id) }, decision, title, isSecret: false, household: undefined },
    label: `${term('decision', decision)} · ${title}`,
  });
  const offers = [
    ...(requests.data?.rows ?? [])
      .filter((one) => one.area_code === area && ['deciding', 'wrong_body'].includes(one.status))
      .map((one) =>
        draft(
          one.subject.module,
          Number(one.subject.id),
          'fund_use',
          `${one.entity_name}：${one.purpose_text}，${yuanInWords(one.amount_yuan)}`,
        ),
      ),
    ...(rounds.data?.rows ?? [])
      .filter((one) => here.has(one.entity_no) && one.status === 'proposed')
      .map((one) =>
        draft(
          'livelihood/shares',
          one.round_no,
          'dividend_plan',
          `${one.entity_name} ${one.year}：${yuanInWords(one.shared_yuan)}`,
        ),
      ),
  ];
  return <Ticks {...props} legend={t('economyToDecide')} offers={offers} />;
}

function Ticks({
  value,
  onChange,
  wanted,
  legend,
  offers,
  none,
}: OffersProps & {
  readonly legend: string;
  readonly offers: readonly Offer[];
  readonly none?: string;
}) {
  const first = offers.find(
    ({ draft }) => wanted !== undefined && keyOf(draft).split('/removal')[0] === wanted,
  );
  const isTicked = useRef(false);
  useEffect(() => {
    if (!first || isTicked.current) return;
    isTicked.current = true;
    onChange([...value, first.draft]);
  });
  if (offers.length === 0) return none === undefined ? null : <p className="soft">{none}</p>;
  return (
    <fieldset className="ticks">
      <legend>{legend}</legend>
      {offers.map(({ draft, label }) => {
        const chosen = value.find((each) => keyOf(each) === keyOf(draft));
        const others = value.filter((each) => keyOf(each) !== keyOf(draft));
        return (
          <div key={keyOf(draft)}>
            <Checkbox
              checked={chosen !== undefined}
              onChange={({ target }) => onChange(target.checked ? [...value, draft] : others)}
            >
              {label}
            </Checkbox>
            {chosen && (
              <HowCounted
                value={chosen.isSecret}
                onChange={(isSecret) =>
                  onChange(value.map((each) => (each === chosen ? { ...each, isSecret } : each)))
                }
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
