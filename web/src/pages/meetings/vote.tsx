import { Button, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { afterwards, useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { FailureBlock } from '../../ui/page.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { useTerm } from '../../ui/terms.ts';
import { QuorumMeter } from './attendance.tsx';
import { type Choice, CHOICES, type ItemView, type MeetingView, neededOf, votersOf } from './rules.ts';
import { words } from './words.ts';

interface VoteProps {
  readonly view: MeetingView;
  readonly item: ItemView;
  readonly onDone: () => void;
}

/** One item: who steps back, then the vote by name or as counted by two. */
export function VoteStep(props: VoteProps) {
  const t = useWords(words);
  const { view, item } = props;
  return (
    <>
      <p className="step-tools">
        {item.household_no !== null && (
          <Link to={`/households/${item.household_no}`}>{t('household', { no: item.household_no })}</Link>
        )}
        {item.subject_module === 'cases' && (
          <Link to={`/cases/${item.subject_id.split('/')[0]}`}>
            {t('case', { no: item.subject_id.split('/')[0]! })}
          </Link>
        )}
      </p>
      <Recusals view={view} item={item} />
      <QuorumMeter view={view} item={item} />
      {item.is_secret ? <CountForm {...props} /> : <BallotForm {...props} />}
    </>
  );
}

/** `赞成 5 票，反对 1 票……` */
export function useVotesInWords(): (item: ItemView) => string {
  const t = useWords(words);
  return ({ majority, majority_of, result: { votes, votesPresent, votesEntitled } }) =>
    t('resultVotes', {
      ...votes,
      needed: neededOf(majority, Number(majority_of === 'all' ? votesEntitled : votesPresent)),
    });
}

function Recusals({ view: { meeting, seats, recusals }, item }: Pick<VoteProps, 'view' | 'item'>) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const recuse = useAct('POST /counties/:county/meetings/:meeting/items/:item/recusals');
  const [isOpen, open] = useState(false);
  const [member, setMember] = useState<number>();
  const [reason, setReason] = useState('');
  const own = recusals.filter(({ item_no }) => item_no === item.item_no);
  const others = seats.filter(({ member_no }) => !own.some((each) => each.member_no === member_no));
  const nameOf = (no: number): string => seats.find(({ member_no }) => member_no === no)?.name ?? String(no);
  const save = (): void =>
    recuse.mutate(
      {
        params: { county, meeting: meeting.meeting_no, item: item.item_no },
        body: { member: member!, reason: reason.trim() },
      },
      {
        onSuccess: () => {
          open(false);
          setMember(undefined);
          setReason('');
        },
      },
    );
  return (
    <div className="recusals">
      <p>
        <strong>{t('recused')}</strong>{' '}
        {own.length === 0
          ? t('recusedNone')
          : own.map(({ member_no, ground }) => (
              <span key={member_no} className="chip">
                {nameOf(member_no)}（{term('recusal', ground)}）
              </span>
            ))}
      </p>
      <Button onClick={() => open(true)}>{t('recuse')}</Button>
      <Modal
        open={isOpen}
        title={t('recuse')}
        onCancel={() => open(false)}
        onOk={save}
        okText={t('saveRecusal')}
        okButtonProps={{ disabled: member === undefined || reason.trim() === '', loading: recuse.isPending }}
      >
        <div className="dialog-fields">
          <p>{t('recusalHelp')}</p>
          <label>
            <span className="field-name">{t('recuseWho')}</span>
            <Select<number>
              value={member ?? null}
              onChange={(no) => setMember(no)}
              options={others.map(({ member_no, name }) => ({ value: member_no, label: name }))}
              style={{ width: '100%' }}
            />
          </label>
          <label>
            <span className="field-name">{t('recuseWhy')}</span>
            <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
          </label>
          {recuse.error && <FailureBlock failure={recuse.error} />}
        </div>
      </Modal>
    </div>
  );
}

/** Everybody says it aloud: one choice each. */
function BallotForm({ view, item, onDone }: VoteProps) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const cast = useAct('POST /counties/:county/meetings/:meeting/items/:item/ballots');
  const voters = votersOf(view, item);
  const [said, setSaid] = useState<ReadonlyMap<number, Choice>>(
    new Map(
      view.ballots
        .filter(({ item_no }) => item_no === item.item_no)
        .map(({ member_no, choice }) => [member_no, choice]),
    ),
  );
  const silent = voters.filter(({ member_no }) => !said.has(member_no));
  const sum = (choice: Choice): number =>
    voters
      .filter(({ member_no }) => said.get(member_no) === choice)
      .reduce((votes, { weight }) => votes + Number(weight), 0);
  const save = (): void =>
    afterwards(
      cast.mutateAsync({
        params: { county, meeting: view.meeting.meeting_no, item: item.item_no },
        body: {
          ballots: voters.map(({ member_no }) => ({ member: member_no, choice: said.get(member_no)! })),
        },
      }),
      onDone,
    );
  return (
    <>
      <ul className="people">
        {voters.map(({ member_no, name, weight, presence }) => (
          <li key={member_no}>
            <span>
              {name}
              {presence === 'proxy' && <small className="soft"> {t('proxy')}</small>}
              {weight !== '1' && <small className="soft"> {t('shares', { count: Number(weight) })}</small>}
            </span>
            <Radio.Group
              aria-label={t('votesOf', { name })}
              optionType="button"
              buttonStyle="solid"
              value={said.get(member_no) ?? null}
              onChange={({ target }) => setSaid(new Map(said).set(member_no, target.value as Choice))}
              options={CHOICES.map((choice) => ({ value: choice, label: term('choice', choice) }))}
            />
          </li>
        ))}
      </ul>
      {silent.length > 0 && (
        <p className="step-tools">
          <Button
            onClick={() =>
              setSaid(new Map([...said, ...silent.map(({ member_no }) => [member_no, 'for'] as const)]))
            }
          >
            {t('restFor')}
          </Button>
        </p>
      )}
      {cast.error && <FailureBlock failure={cast.error} />}
      <ActionBar hint={silent.length > 0 ? t('notSaid', { count: silent.length }) : undefined}>
        <Button
          type="primary"
          disabled={voters.length === 0 || silent.length > 0}
          loading={cast.isPending}
          onClick={save}
        >
          {t('saveVotes', { for: sum('for'), against: sum('against'), abstain: sum('abstain') })}
        </Button>
      </ActionBar>
    </>
  );
}

/** Hands or papers, counted by two: three numbers that must add up to the votes present. */
function CountForm({ view, item, onDone }: VoteProps) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const count = useAct('POST /counties/:county/meetings/:meeting/items/:item/counts');
  const before = view.tallies.find(({ item_no }) => item_no === item.item_no);
  const [votes, setVotes] = useState<Readonly<Record<Choice, number>>>({
    for: Number(before?.for ?? 0),
    against: Number(before?.against ?? 0),
    abstain: Number(before?.abstain ?? 0),
  });
  const [witness, setWitness] = useState(before?.witness ?? '');
  const present = Number(item.result.votesPresent);
  const left = present - votes.for - votes.against - votes.abstain;
  const hint =
    left > 0
      ? t('fewer', { count: left })
      : left < 0
        ? t('more', { count: -left })
        : t('adds', { count: present });
  const save = (): void =>
    afterwards(
      count.mutateAsync({
        params: { county, meeting: view.meeting.meeting_no, item: item.item_no },
        body: {
          for: String(votes.for),
          against: String(votes.against),
          abstain: String(votes.abstain),
          witness: witness.trim(),
        },
      }),
      onDone,
    );
  return (
    <>
      <div className="steppers">
        {CHOICES.map((choice) => (
          <Stepper
            key={choice}
            label={term('choice', choice)}
            value={votes[choice]}
            max={present}
            onChange={(value) => setVotes({ ...votes, [choice]: value })}
          />
        ))}
      </div>
      {left > 0 && (
        <p className="step-tools">
          <Button onClick={() => setVotes({ ...votes, abstain: votes.abstain + left })}>
            {t('restAbstain')}
          </Button>
        </p>
      )}
      <label className="dialog-fields">
        <span className="field-name">{t('countedWith')}</span>
        <Input value={witness} maxLength={60} onChange={({ target }) => setWitness(target.value)} />
      </label>
      {count.error && <FailureBlock failure={count.error} />}
      <ActionBar hint={hint}>
        <Button
          type="primary"
          disabled={left !== 0 || witness.trim() === ''}
          loading={count.isPending}
          onClick={save}
        >
          {t('saveCount', { ...votes })}
        </Button>
      </ActionBar>
    </>
  );
}
