import { Button } from 'antd';
import { useState } from 'react';
import { type Stage, STAGES } from '../../../../src/livelihood/programmes/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, fact, Facts, Nothing, Section } from '../../ui/page.tsx';
import { Deadline, StatusMark } from '../../ui/status.tsx';
import { FactDialog } from './form.tsx';
import { HouseholdLink, type OfEntity } from './parts.tsx';
import { words } from './words.ts';

type Said = Reply<'GET /counties/:county/entities/:entity/feedback'>['rows'][number];

/** Who stands behind the entity from loan to sale. */
export function Chain({ county, entity }: OfEntity) {
  const t = useWords(words);
  const say = useBilingual();
  const today = useToday();
  const may = useMay();
  const [isOpen, open] = useState(false);
  const params = { county, entity: entity.entity_no };
  const chain = useGet('GET /counties/:county/entities/:entity/chain', { params });
  const act = useAct('POST /counties/:county/entities/:entity/chain');
  return (
    <Section
      title={t('chain')}
      extra={may('programmes.link.chain') && <Button onClick={() => open(true)}>{t('addStage')}</Button>}
    >
      <Answer of={chain}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing>{t('noChain')}</Nothing>
          ) : (
            <Facts
              of={rows.map(({ stage, partner_name, terms_text, since }) =>
                fact(
                  say(STAGES[stage]),
                  <>
                    {partner_name}
                    <div>
                      {terms_text} · {since}
                    </div>
                  </>,
                ),
              )}
            />
          )
        }
      </Answer>
      {isOpen && (
        <FactDialog
          title={t('addStage')}
          isBusy={act.isPending}
          failure={act.error}
          onClose={() => open(false)}
          fields={[
            { name: 'stage', label: t('stage'), kind: 'choice', options: STAGES },
            { name: 'partner', label: t('partner'), kind: 'text' },
            { name: 'terms', label: t('terms'), kind: 'long' },
            { name: 'since', label: t('since'), kind: 'day', initial: today },
          ]}
          onSend={(given, _, close) =>
            act.mutate(
              {
                params,
                body: {
                  stage: given['stage'] as Stage,
                  partner: given['partner']!,
                  terms: given['terms']!,
                  since: given['since']!,
                },
              },
              { onSuccess: close },
            )
          }
        />
      )}
    </Section>
  );
}

/** What was said both ways, and by when it is answered. */
export function Feedback({ county, entity }: OfEntity) {
  const t = useWords(words);
  const may = useMay();
  const [isOpen, open] = useState(false);
  const [answering, setAnswering] = useState<Said>();
  const feedback = useGet('GET /counties/:county/entities/:entity/feedback', {
    params: { county, entity: entity.entity_no },
  });
  const state = (row: Said) =>
    row.answered_on === null ? (
      <>
        <Deadline day={row.answer_by_day} />{' '}
        {may('programmes.feedback.answer') && (
          <Button size="small" onClick={() => setAnswering(row)}>
            {t('answer')}
          </Button>
        )}
      </>
    ) : (
      <>
        <StatusMark tone="done">{row.answered_on}</StatusMark> {row.answer}
      </>
    );
  const by = (row: Said) =>
    row.household_no === null ? t('ofEntity') : <HouseholdLink no={row.household_no} />;
  return (
    <Section
      title={t('feedback')}
      extra={
        may('programmes.feedback.give') && <Button onClick={() => open(true)}>{t('giveFeedback')}</Button>
      }
    >
      <Answer of={feedback}>
        {({ rows }) => (
          <DataTable
            label={t('feedback')}
            rows={rows}
            rowKey={({ feedback_no }) => String(feedback_no)}
            empty={t('noFeedback')}
            columns={[
              { title: t('on'), dataIndex: 'received_on' },
              { title: t('household'), render: (_, row) => by(row) },
              { title: t('topic'), dataIndex: 'topic' },
              { title: t('said'), dataIndex: 'words' },
              { title: t('answer'), render: (_, row) => state(row) },
            ]}
            card={(row) => (
              <div className="card">
                <strong>{row.topic}</strong>
                <div>{by(row)}</div>
                <div>{row.words}</div>
                <div>{state(row)}</div>
              </div>
            )}
          />
        )}
      </Answer>
      {isOpen && <GiveForm county={county} entity={entity} onClose={() => open(false)} />}
      {answering && <AnswerForm county={county} said={answering} onClose={() => setAnswering(undefined)} />}
    </Section>
  );
}

function GiveForm({ county, entity, onClose }: OfEntity & { readonly onClose: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const act = useAct('POST /counties/:county/entities/:entity/feedback');
  return (
    <FactDialog
      title={t('giveFeedback')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'household', label: t('household'), kind: 'household', isOptional: true },
        { name: 'topic', label: t('topic'), kind: 'text' },
        { name: 'words', label: t('said'), kind: 'long' },
        { name: 'on', label: t('on'), kind: 'day', initial: today },
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params: { county, entity: entity.entity_no },
            body: {
              topic: given['topic']!,
              words: given['words']!,
              on: given['on']!,
              ...(given['household'] !== undefined && { household: given['household'] }),
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}

function AnswerForm({
  county,
  said,
  onClose,
}: {
  readonly county: string;
  readonly said: Said;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/feedback/:feedback/answer');
  return (
    <FactDialog
      title={`${t('answer')}: ${said.topic}`}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'answer', label: t('answer'), kind: 'long' },
        { name: 'adjusted', label: t('adjusted'), kind: 'yes' },
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params: { county, feedback: said.feedback_no },
            body: { answer: given['answer']!, is_adjustment: given['adjusted'] === 'true' },
          },
          { onSuccess: close },
        )
      }
    />
  );
}
