import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { AskWhy } from '../../ui/ask-why.tsx';
import { Answer, Facts, FailureBlock, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { cardWords } from './card-words.ts';

type Issued = Reply<'POST /counties/:county/households/:household/cards'>;

/** The cards with which a family sees its own file; a PIN is told once, and stands on the sheet that is printed. */
export function Cards({ household }: { readonly household: string }) {
  const t = useWords(cardWords);
  const { code: county } = useCounty();
  const may = useMay();
  const params = { county, household };
  const cards = useGet(
    'GET /counties/:county/households/:household/cards',
    { params },
    { when: may('card.list') },
  );
  const issue = useAct('POST /counties/:county/households/:household/cards');
  if (!may('card.list')) return null;
  const send = (): void => issue.mutate({ params, body: {} });
  const isAnyInUse = cards.data?.rows.some(({ is_ended }) => !is_ended) ?? false;
  return (
    <Section
      title={t('title')}
      extra={
        may('card.issue') &&
        (isAnyInUse ? (
          <Popconfirm title={t('againAsk')} okText={t('again')} onConfirm={send}>
            <Button loading={issue.isPending}>{t('again')}</Button>
          </Popconfirm>
        ) : (
          <Button loading={issue.isPending} onClick={send}>
            {t('issue')}
          </Button>
        ))
      }
    >
      <p className="page-lead">{t('lead')}</p>
      {issue.error && <FailureBlock failure={issue.error} />}
      {issue.data && <Told of={issue.data} />}
      <Answer of={cards}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="nothing">{t('none')}</p>
          ) : (
            <ul className="cards">
              {rows.map(({ card_no, issued_on, issued_by, is_ended }) => (
                <li key={card_no} className="card-row">
                  <span>
                    <StatusMark tone={is_ended ? 'done' : 'good'}>
                      {t(is_ended ? 'ended' : 'inUse')}
                    </StatusMark>{' '}
                    {t('line', { day: issued_on, by: issued_by })}
                  </span>
                  {!is_ended && may('card.end') && <End params={params} />}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function Told({ of: { code, pin, page } }: { readonly of: Issued }) {
  const t = useWords(cardWords);
  const show = (): void =>
    void globalThis.open(URL.createObjectURL(new Blob([page], { type: 'text/html' })), '_blank');
  return (
    <Alert
      type="success"
      showIcon
      title={t('told')}
      description={
        <Facts
          of={[
            [t('code'), <strong key="code">{code}</strong>],
            [t('pin'), <strong key="pin">{pin}</strong>],
          ]}
        />
      }
      action={
        <Button type="primary" onClick={show}>
          {t('print')}
        </Button>
      }
    />
  );
}

function End({ params }: { readonly params: { readonly county: string; readonly household: string } }) {
  const t = useWords(cardWords);
  const end = useAct('POST /counties/:county/households/:household/cards/end');
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button onClick={() => open(true)}>{t('end')}</Button>
      {isOpen && (
        <AskWhy
          title={t('endWhy')}
          ok={t('end')}
          isBusy={end.isPending}
          onWhy={(reason) => end.mutate({ params, body: { reason } }, { onSuccess: () => open(false) })}
          onClose={() => open(false)}
        >
          {end.error && <FailureBlock failure={end.error} />}
        </AskWhy>
      )}
    </>
  );
}
