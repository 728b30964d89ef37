import { Link } from 'react-router';
import { useGet } from '../../../api/query.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMay } from '../../../session.ts';
import { fact, Facts } from '../../../ui/page.tsx';
import { Deadline, StatusMark } from '../../../ui/status.tsx';
import { hasPage } from '../../index.ts';
import type { CaseView } from '../model.ts';
import { words } from '../words.ts';
import { Part } from './part.tsx';

/** A link where there is such a page, else the words alone. */
export function To({
  page,
  to,
  children,
}: {
  readonly page: string;
  readonly to: string;
  readonly children: string;
}) {
  return hasPage(page) ? <Link to={to}>{children}</Link> : <>{children}</>;
}

/** The meeting, its votes, the notice and the objections to it. */
export function Decision({ view }: { readonly view: CaseView }) {
  const t = useWords(words);
  const { outcome, meeting, notice } = view.village;
  const objections = useObjections(view);
  const tone = outcome === 'approved' ? 'good' : outcome === 'refused' ? 'refused' : 'waiting';
  return (
    <Part
      title={t('decision')}
      summary={t(`outcome_${outcome}`)}
      extra={<StatusMark tone={tone}>{t(`outcome_${outcome}`)}</StatusMark>}
    >
      <Facts
        of={[
          fact(t('meeting'), meeting && <MeetingFact {...meeting} />),
          fact(t('votes'), meeting && <Votes caseNo={view.case_no} meetingNo={meeting.no} />),
          fact(t('notice'), notice && <NoticeFact {...notice} />),
        ]}
      />
      <Objections rows={objections} />
    </Part>
  );
}

function MeetingFact({ no, day, chairs }: NonNullable<CaseView['village']['meeting']>) {
  const t = useWords(words);
  const { dayInWords } = useFormat();
  return (
    <>
      <To page="/meetings" to={`/meetings/${no}`}>
        {t('meetingNo', { no })}
      </To>{' '}
      {dayInWords(day)}
      <br />
      {t('meetingChair', { names: [...new Set(chairs)].join(', ') })}
    </>
  );
}

function NoticeFact({ no, status, lastDay }: NonNullable<CaseView['village']['notice']>) {
  const t = useWords(words);
  return (
    <>
      <To page="/notices" to={`/notices/${no}`}>
        {t('noticeNo', { no })}
      </To>{' '}
      {t(`notice_${status}`, { day: lastDay ?? '—' })}
    </>
  );
}

function Votes({ caseNo, meetingNo }: { readonly caseNo: number; readonly meetingNo: number }) {
  const t = useWords(words);
  const may = useMay();
  const { code: county } = useCounty();
  const { data } = useGet(
    'GET /counties/:county/meetings/:meeting',
    { params: { county, meeting: meetingNo } },
    { when: may('see.meeting') },
  );
  const item = data?.items.find(
    ({ subject_module, subject_id }) => subject_module === 'cases' && subject_id === String(caseNo),
  );
  if (!item) return '—';
  const { votes, takingPart, entitled } = item.result;
  return (
    <>
      {t('meetingVotes', { ...votes })}
      <br />
      <small>{t('meetingPeople', { entitled, present: takingPart })}</small>
    </>
  );
}

export function useObjections(view: CaseView) {
  const may = useMay();
  const { code: county } = useCounty();
  const { data } = useGet(
    'GET /counties/:county/objections',
    { params: { county }, query: { module: 'cases', id: String(view.case_no) } },
    { when: may('see.meeting') },
  );
  return data?.rows ?? [];
}
export type Objection = ReturnType<typeof useObjections>[number];

function Objections({ rows }: { readonly rows: readonly Objection[] }) {
  const t = useWords(words);
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="case-subtitle">{t('objections')}</h3>
      <ul className="case-list">
        {rows.map((row) => (
          <li key={row.objection_no}>
            <strong>
              <To page="/notices" to={`/notices/objections/${row.objection_no}`}>
                {row.appeals_no === null
                  ? t('objection', { no: row.objection_no })
                  : t('objectionAppeal', { no: row.objection_no, of: row.appeals_no })}
              </To>
            </strong>
            {row.verdict === null ? (
              <>
                <StatusMark tone="paused">{t('objectionOpen')}</StatusMark>
                <Deadline day={row.answer_by} />
              </>
            ) : (
              <StatusMark tone="done">{t(`objection_${row.verdict}`)}</StatusMark>
            )}
            <p>
              {row.words} <small>{t('receivedOn', { day: row.received_on })}</small>
            </p>
            {row.reason !== null && (
              <p>
                {row.reason}{' '}
                <small>
                  {t('objectionAnswered', { day: row.answered_on ?? '—', by: row.answered_by ?? '—' })}
                </small>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
