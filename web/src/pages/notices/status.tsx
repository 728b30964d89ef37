import type { Reply } from '../../api/client.ts';
import { useWords } from '../../i18n/words.ts';
import { Deadline, StatusMark, type Tone } from '../../ui/status.tsx';
import { words } from './words.ts';

export type NoticeRow = Reply<'GET /counties/:county/notices'>['rows'][number];

const TONES: Readonly<Record<NoticeRow['progress']['status'], Tone>> = {
  planned: 'todo',
  hanging: 'running',
  interrupted: 'paused',
  complete: 'good',
};

/** How far a notice is, and until when it hangs. */
export function NoticeStatus({ of: { progress } }: { readonly of: Pick<NoticeRow, 'progress'> }) {
  const t = useWords(words);
  return (
    <span>
      <StatusMark tone={TONES[progress.status]}>{t(progress.status)}</StatusMark>{' '}
      {progress.status === 'hanging' && progress.lastDay !== null && <Deadline day={progress.lastDay} />}
    </span>
  );
}

export function DaysHung({
  of: { progress, days, day_kind },
}: {
  readonly of: Pick<NoticeRow, 'progress' | 'days' | 'day_kind'>;
}) {
  const t = useWords(words);
  return <>{t(day_kind === 'working_day' ? 'workingDaysOf' : 'daysOf', { hung: progress.daysHung, days })}</>;
}
