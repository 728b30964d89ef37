import type { ReactNode } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useTerm } from '../../../ui/terms.ts';
import { capital, type CaseView, evidenceOf, fieldsOf, isAmount, type Step } from '../model.ts';
import { words } from '../words.ts';
import { To, useObjections } from './decision.tsx';
import { EvidenceFiles } from './evidence.tsx';
import { Part } from './part.tsx';

interface Entry {
  readonly key: string;
  readonly day: string;
  readonly what: string;
  readonly who: string;
  readonly more: ReactNode;
  readonly note?: string | undefined;
}

const DAY_MS = 86_400_000;
const BEGINS = new Set(['return', 'uphold_appeal']);

/** Every step with who, when, on what evidence and after how many days; the village's part between the others'. */
export function Steps({ view, purpose }: { readonly view: CaseView; readonly purpose: string }) {
  const t = useWords(words);
  const entries = useEntries(view, purpose);
  return (
    <Part title={t('steps')} summary={<LastStep of={entries.at(-1)} />}>
      <ol className="case-steps">
        {entries.map(({ key, day, what, who, more, note }, i) => {
          const days = i === 0 ? undefined : daysBetween(entries[i - 1]!.day, day);
          return (
            <li key={key}>
              <time dateTime={day}>{day}</time>
              <div>
                <strong>{what}</strong> {who}
                {days !== undefined && (
                  <small> · {days === 0 ? t('sameDay') : t('daysUsed', { count: days })}</small>
                )}
                {note !== undefined && <small> · {note}</small>}
                {more}
              </div>
            </li>
          );
        })}
      </ol>
    </Part>
  );
}

const LastStep = ({ of }: { readonly of: Entry | undefined }) => of && `${of.day} ${of.what} · ${of.who}`;

const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));

function useEntries(view: CaseView, purpose: string): Entry[] {
  const t = useWords(words);
  const term = useTerm();
  const objections = useObjections(view);
  const { meeting, notice, outcome } = view.village;
  const entries: Entry[] = view.steps.map((step) => ({
    key: String(step.no),
    day: step.day,
    what: capital(term('action', step.action)),
    who: step.actor,
    more: <StepMore step={step} purpose={purpose} />,
    note: BEGINS.has(step.action) ? t('beginsAnew') : undefined,
  }));
  const village: Entry[] = [];
  if (meeting)
    village.push({
      key: 'meeting',
      day: meeting.day,
      what: t('stepMeeting'),
      who: [...new Set(meeting.chairs)].join(', '),
      more: (
        <p>
          <To page="/meetings" to={`/meetings/${meeting.no}`}>
            {t('meetingNo', { no: meeting.no })}
          </To>
          ：{t(`outcome_${outcome}`)}
        </p>
      ),
    });
  if (notice && notice.lastDay !== null)
    village.push({
      key: 'notice',
      day: notice.lastDay,
      what: t('noticeNo', { no: notice.no }),
      who: t(`notice_${notice.status}`, { day: notice.lastDay }),
      more: null,
    });
  for (const { objection_no, received_on, verdict, answered_on, answered_by } of objections) {
    const what = t('objection', { no: objection_no });
    village.push({ key: `o${objection_no}`, day: received_on, what, who: '', more: null });
    if (verdict !== null && answered_on !== null)
      village.push({
        key: `a${objection_no}`,
        day: answered_on,
        what: `${what}：${t(`objection_${verdict}`)}`,
        who: answered_by ?? '',
        more: null,
      });
  }
  // Stable: on one day the case's own steps keep their order, the village's follow the visit.
  return [...entries, ...village].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const SHOWN_ELSEWHERE = new Set(['department', 'result', 'after_meeting', 'policy_version']);

function StepMore({ step, purpose }: { readonly step: Step; readonly purpose: string }) {
  const t = useWords(words);
  const term = useTerm();
  const { yuan } = useFormat();
  const fields = fieldsOf(step);
  const { department, result } = fields;
  const told = Object.entries(fields).filter(([name, value]) => !SHOWN_ELSEWHERE.has(name) && value);
  const files = evidenceOf(step);
  return (
    <>
      {department && (
        <p>
          {term('department', department)}
          {result && `：${t(`choice_${result}` as 'choice_hit')}`}
        </p>
      )}
      {told.map(([name, value]) => (
        <p key={name}>
          <span className="case-soft">{t(`field_${name}` as 'field_note')}：</span>
          {name === 'amount_yuan' && isAmount(value) ? yuan(value) : <Value name={name} of={value ?? ''} />}
        </p>
      ))}
      {files.length > 0 && <EvidenceFiles files={files} purpose={purpose} />}
    </>
  );
}

const CHOICES = new Set(['yes', 'no', 'hit', 'clear', 'assisted', 'natural']);

function Value({ name, of: value }: { readonly name: string; readonly of: string }) {
  const t = useWords(words);
  if (name === 'meeting')
    return (
      <To page="/meetings" to={`/meetings/${value}`}>
        {t('meetingNo', { no: value })}
      </To>
    );
  if (name === 'notice')
    return (
      <To page="/notices" to={`/notices/${value}`}>
        {t('noticeNo', { no: value })}
      </To>
    );
  return CHOICES.has(value) ? t(`choice_${value}` as 'choice_yes') : value;
}
