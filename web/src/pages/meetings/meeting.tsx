import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { Answer, Page } from '../../ui/page.tsx';
import { Step } from '../../ui/step.tsx';
import { useTerm } from '../../ui/terms.ts';
import { AttendanceStep } from './attendance.tsx';
import { ClosedPart, EvidenceStep, MinutesStep } from './closing.tsx';
import { MeetingStatus } from './list.tsx';
import { type ItemView, type MeetingView, missingEvidence, type Stage, stageOf, wasVoted } from './rules.ts';
import { useVotesInWords, VoteStep } from './vote.tsx';
import { words } from './words.ts';
import './meetings.css';

/** A meeting from the first tick to the chair's signature: one next thing to do at a time. */
export function MeetingPage() {
  const t = useWords(words);
  const { dayInWords } = useFormat();
  const { code: county } = useCounty();
  const no = Number(useParams()['meeting']);
  const view = useGet(
    'GET /counties/:county/meetings/:meeting',
    { params: { county, meeting: no } },
    { when: county !== '' },
  );
  const meeting = view.data?.meeting;
  return (
    <Page
      title={meeting ? t('meetingTitle', { body: meeting.body_name }) : t('no')}
      lead={
        meeting && (
          <>
            <MeetingStatus of={meeting} />{' '}
            {t('meetingLead', {
              day: dayInWords(meeting.day),
              place: meeting.place,
              chair: meeting.chair_name,
            })}{' '}
            {meeting.corrects_meeting_no !== null && t('corrects', { no: meeting.corrects_meeting_no })}
          </>
        )
      }
      actions={
        <Link to={`/meetings/${no}/screen`}>
          <Button>{t('screen')}</Button>
        </Link>
      }
    >
      <Answer of={view}>{(data) => <Steps view={data} />}</Answer>
    </Page>
  );
}

/** Where the page is open: where the meeting stands, or what somebody goes back to. */
function Steps({ view }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const term = useTerm();
  const say = useBilingual();
  const may = useMay();
  const { dayInWords } = useFormat();
  const stage = stageOf(view, useToday());
  const [chosen, choose] = useState<Stage>();
  const isOpen = (step: Stage): boolean => (chosen ?? stage) === step;
  const isEditable = stage !== 'wait';
  const done = (): void => choose(undefined);
  const step = (name: Stage, title: string, summary: ReactNode, mayDo: string, content: ReactNode) => (
    <Step
      key={name}
      title={title}
      summary={summary}
      isDone={isEditable && isAfter(stage, name, view)}
      isOpen={isOpen(name) && isEditable && may(mayDo)}
      {...(isEditable && may(mayDo) && { onToggle: () => choose(isOpen(name) ? 'wait' : name) })}
    >
      {content}
    </Step>
  );
  if (stage === 'closed') return <ClosedPart view={view} />;
  return (
    <>
      {stage === 'wait' && <p className="notice-line">{t('wait', { day: dayInWords(view.meeting.day) })}</p>}
      {step(
        'attendance',
        t('attendance'),
        <AttendanceSummary view={view} />,
        'governance.meeting.attend',
        <AttendanceStep
          key={JSON.stringify(view.seats)}
          view={view}
          onDone={done}
          onProxy={() => choose('attendance')}
        />,
      )}
      {view.items.map((item) =>
        step(
          item.item_no,
          t('item', { no: item.item_no, what: term('decision', item.decision_kind) }),
          <ItemSummary item={item} isOpen={view.seats.some(({ recorded_by }) => recorded_by !== null)} />,
          'governance.meeting.vote',
          <VoteStep key={JSON.stringify(view.seats)} view={view} item={item} onDone={done} />,
        ),
      )}
      {step(
        'evidence',
        t('evidence'),
        missingEvidence(view).length > 0
          ? t('evidenceMissing', {
              kinds: missingEvidence(view)
                .map((kind) => term('evidence', kind))
                .join(say({ zh: '、', en: ', ' })),
            })
          : t('evidenceDone', { count: view.evidence.length }),
        'governance.meeting.evidence',
        <EvidenceStep view={view} onDone={done} />,
      )}
      {step('minutes', t('minutes'), undefined, 'governance.meeting.close', <MinutesStep view={view} />)}
    </>
  );
}

/** Whether a step lies behind where the meeting stands. */
function isAfter(stage: Stage, step: Stage, view: MeetingView): boolean {
  if (typeof step === 'number')
    return view.items.some((item) => item.item_no === step && wasVoted(view, item));
  const order: readonly Stage[] = ['wait', 'attendance', 'evidence', 'minutes', 'closed'];
  const at = typeof stage === 'number' ? order.indexOf('attendance') + 0.5 : order.indexOf(stage);
  return order.indexOf(step) < at;
}

function AttendanceSummary({ view: { seats } }: { readonly view: MeetingView }) {
  const t = useWords(words);
  const present = seats.filter(({ presence }) => presence === 'present').length;
  const proxies = seats.filter(({ presence }) => presence === 'proxy').length;
  if (seats.every(({ recorded_by }) => recorded_by === null)) return null;
  return (
    <>
      {t('here')} {present}
      {proxies > 0 && ` · ${t('proxy')} ${proxies}`} · {t('away')} {seats.length - present - proxies}
    </>
  );
}

/** Before anybody is signed in, a quorum that lacks says nothing. */
function ItemSummary({ item, isOpen }: { readonly item: ItemView; readonly isOpen: boolean }) {
  const t = useWords(words);
  const votes = useVotesInWords();
  const { outcome } = item.result;
  if (outcome === 'not_voted' || !isOpen) return <>{item.title}</>;
  return (
    <>
      {item.title}
      <br />
      <strong>{t(outcome)}</strong>
      {outcome !== 'no_quorum' && ` · ${votes(item)}`}
    </>
  );
}
