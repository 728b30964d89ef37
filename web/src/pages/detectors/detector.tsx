import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type Verdict, VERDICTS } from '../../../../src/evaluation/pure.ts';
import { addressOf, type Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportButtons } from '../../ui/export.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { FactDialog } from '../entities/form.tsx';
import { words } from './words.ts';

type Detail = Reply<'GET /counties/:county/detectors/:detector'>;
type Found = Detail['rows'][number];
type Id = Detail['detector']['id'];

/** One detector: when it fires, what it fires for with the numbers behind it, and what was answered. */
export function DetectorPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { code: county } = useCounty();
  const detector = useParams()['detector'] as Id;
  const pages = usePages(
    'GET /counties/:county/detectors/:detector',
    { params: { county, detector }, query: { limit: 50 } },
    { when: county !== '' },
  );
  const [answering, setAnswering] = useState<Found>();
  const about = pages.first?.detector;
  return (
    <Page
      title={about ? say(about.title) : t('title')}
      lead={about && say(about.condition)}
      actions={
        <ExportButtons
          addressFor={(format) =>
            addressOf('GET /counties/:county/detectors/:detector/file', {
              params: { county, detector },
              query: { format },
            })
          }
        />
      }
    >
      {about && (
        <Section title={t('rests')} extra={<Link to="/policies/detectors">{t('thresholds')}</Link>}>
          <p className="page-lead">{say(about.rests_on)}</p>
        </Section>
      )}
      <Section title={t('findings')}>
        <FoundTable pages={pages} onAnswer={setAnswering} />
      </Section>
      <Link to="/detectors" className="no-print">
        {t('back')}
      </Link>
      {answering && (
        <AnswerForm
          county={county}
          detector={detector}
          found={answering}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </Page>
  );
}

interface TableProps {
  readonly pages: ReturnType<typeof usePages<'GET /counties/:county/detectors/:detector'>>;
  readonly onAnswer: (found: Found) => void;
}

function FoundTable({ pages, onAnswer }: TableProps) {
  const t = useWords(words);
  const mayAnswer = useMay()('detector.answer');
  const { pathOf } = useAreas();
  const answer = (found: Found) => (
    <>
      <Answered of={found} />
      {mayAnswer && (
        <div>
          <RowButton onClick={() => onAnswer(found)}>
            {t(found.answered ? 'answerAgain' : 'answer')}
          </RowButton>
        </div>
      )}
    </>
  );
  return (
    <DataTable
      label={t('findings')}
      rows={pages.rows}
      query={pages}
      rowKey={({ facts_hash }) => facts_hash}
      empty={t('none')}
      columns={[
        { title: t('subject'), width: 220, render: (_, found) => <Subject of={found} /> },
        { title: t('area'), width: 200, render: (_, { area_code }) => pathOf(area_code) },
        { title: t('numbers'), render: (_, found) => <Numbers of={found} /> },
        { title: t('answerColumn'), width: 260, render: (_, found) => answer(found) },
      ]}
      card={(found) => (
        <div className="card">
          <Subject of={found} />
          {found.subject_kind !== 'area' && ` · ${pathOf(found.area_code)}`}
          <Numbers of={found} />
          {answer(found)}
        </div>
      )}
    />
  );
}

/** Where a subject has a page of its own. */
const PAGES: Readonly<Partial<Record<Found['subject_kind'], (no: string) => string>>> = {
  household: (no) => `/households/${no}`,
  entity: (no) => `/entities/${no}`,
  round: (no) => `/shares/rounds/${no}`,
  item: (no) => `/meetings/${no.split('/')[0]}`,
  purse: (no) => `/money/ledger/${no}`,
};

function Subject({ of: found }: { readonly of: Found }) {
  const name = useSubjectName()(found);
  const page = PAGES[found.subject_kind]?.(found.subject_no);
  return page ? <Link to={page}>{name}</Link> : name;
}

function useSubjectName(): (found: Found) => string {
  const say = useBilingual();
  return ({ subject_kind_name, subject_no, subject_name }) =>
    subject_name ?? `${say(subject_kind_name)} ${subject_no}`;
}

function Numbers({ of: { numbers } }: { readonly of: Found }) {
  const say = useBilingual();
  const { yuan, count, percent } = useFormat();
  const shown = ({ kind, value, name }: Found['numbers'][number]): string => {
    switch (kind) {
      case 'fen':
        return yuan(value);
      case 'ratio':
        return name === 'factor' || name === 'gini' ? Number(value).toFixed(2) : percent(Number(value));
      case 'count':
      case 'hundredths':
        return count(value);
      case 'day':
        return value;
    }
  };
  return (
    <ul className="plain-list">
      {numbers.map((one) => (
        <li key={one.name}>
          {say(one.title)}: <strong>{shown(one)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Answered({ of: { answered, was_answered } }: { readonly of: Found }) {
  const t = useWords(words);
  const say = useBilingual();
  if (answered === null) return was_answered ? <StatusMark tone="soon">{t('changed')}</StatusMark> : null;
  return (
    <>
      <StatusMark tone="done">{say(answered.verdict_name)}</StatusMark> {answered.answer}
      <div>
        <small>
          {answered.recorded_by} · {answered.answered_on}
        </small>
      </div>
    </>
  );
}

function AnswerForm({
  county,
  detector,
  found,
  onClose,
}: {
  readonly county: string;
  readonly detector: Id;
  readonly found: Found;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/detectors/:detector/answers');
  return (
    <FactDialog
      title={t('answerTo', { subject: useSubjectName()(found) })}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'verdict', label: t('verdict'), kind: 'choice', options: VERDICTS },
        { name: 'answer', label: t('text'), kind: 'long' },
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params: { county, detector },
            body: {
              facts_hash: found.facts_hash,
              verdict: given['verdict'] as Verdict,
              answer: given['answer']!,
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}
