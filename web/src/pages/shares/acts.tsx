import { Button, Input, Modal, Progress } from 'antd';
import { useState } from 'react';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { FailureBlock } from '../../ui/page.tsx';
import { useTold } from '../money/parts.tsx';
import type { Round } from './round.tsx';
import { words } from './words.ts';

/** What is possible with a round now, for whom it is possible. */
export function Acts({ round }: { readonly round: Round }) {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const { done, refused } = useTold();
  const authorise = useAct('POST /counties/:county/rounds/:round/authorisation');
  const cosign = useAct('POST /counties/:county/rounds/:round/cosignature');
  const [asking, ask] = useState<'reversal' | 'withdrawal'>();
  const params = { county, round: round.round_no };
  const { status } = round;
  return (
    <>
      {status === 'proposed' && may('shares.round.withdraw') && (
        <Button onClick={() => ask('withdrawal')}>{t('withdraw')}</Button>
      )}
      {(status === 'paid' || status === 'partly') && may('shares.round.reverse') && (
        <Button danger onClick={() => ask('reversal')}>
          {t('reverse')}
        </Button>
      )}
      {status === 'confirmed' && may('shares.round.authorise') && (
        <Button
          type="primary"
          loading={authorise.isPending}
          onClick={() =>
            authorise.mutate(
              { params, body: {} },
              { onSuccess: () => done(t('authorised')), onError: refused },
            )
          }
        >
          {t('authorise')}
        </Button>
      )}
      {status === 'awaiting_agent' && may('shares.round.cosign') && (
        <Button
          type="primary"
          loading={cosign.isPending}
          onClick={() =>
            cosign.mutate({ params, body: {} }, { onSuccess: () => done(t('cosigned')), onError: refused })
          }
        >
          {t('cosign')}
        </Button>
      )}
      {(status === 'authorised' || status === 'partly') && may('shares.round.pay') && <Pay round={round} />}
      {asking && <Ask what={asking} round={round} onClose={() => ask(undefined)} />}
    </>
  );
}

/** A job: goes on when the page is closed; all lines or none. */
function Pay({ round }: { readonly round: Round }) {
  const t = useWords(words);
  const { count } = useFormat();
  const { code: county } = useCounty();
  const { refused } = useTold();
  const pay = useAct('POST /counties/:county/rounds/:round/payment');
  const id = pay.data?.id;
  const job = useGet('GET /jobs/:job', { params: { job: id ?? '' } }, { when: id !== undefined, every: 700 });
  // What the job wrote shows once it has ended.
  useGet(
    'GET /counties/:county/rounds/:round',
    { params: { county, round: round.round_no } },
    { when: id !== undefined, every: 1500 },
  );
  const state = job.data;
  if (state?.state === 'failed' && state.failure)
    return (
      <p className="light-failure">
        {t('pay')}: <Failure of={state.failure.message} />
      </p>
    );
  if (id !== undefined && state?.state !== 'done')
    return (
      <span aria-live="polite">
        <Progress
          percent={state?.total ? Math.floor((state.done / state.total) * 100) : 0}
          style={{ width: 200 }}
        />
        {t('paying', { done: count(state?.done ?? 0), of: count(round.of) })}
      </span>
    );
  return (
    <Button
      type="primary"
      loading={pay.isPending}
      onClick={() =>
        pay.mutate({ params: { county, round: round.round_no }, body: {} }, { onError: refused })
      }
    >
      {t('pay')}
    </Button>
  );
}

function Failure({ of }: { readonly of: { readonly zh: string; readonly en: string } }) {
  const say = useBilingual();
  return <>{say(of)}</>;
}

function Ask({
  what,
  round,
  onClose,
}: {
  readonly what: 'reversal' | 'withdrawal';
  readonly round: Round;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { done } = useTold();
  const [reason, setReason] = useState('');
  const reverse = useAct('POST /counties/:county/rounds/:round/reversal');
  const withdraw = useAct('POST /counties/:county/rounds/:round/withdrawal');
  const act = what === 'reversal' ? reverse : withdraw;
  const title = t(what === 'reversal' ? 'reverse' : 'withdraw');
  const send = (): void =>
    act.mutate(
      { params: { county, round: round.round_no }, body: { reason } },
      { onSuccess: () => (done(t(what === 'reversal' ? 'reversed' : 'withdrawn')), onClose()) },
    );
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={act.isPending}
      onOk={send}
      onCancel={onClose}
    >
      {act.error && <FailureBlock failure={act.error} />}
      <label>
        {t('reason')}
        <Input.TextArea value={reason} onChange={({ target }) => setReason(target.value)} maxLength={500} />
      </label>
    </Modal>
  );
}
