import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/words.ts';
import { useToday } from '../session.ts';
import { common } from './words.ts';
import { Shape } from './shape.tsx';

/** How something stands, told by shape, word and colour together. */
export type Tone =
  | 'todo'
  | 'device'
  | 'sending'
  | 'running'
  | 'waiting'
  | 'reversed'
  | 'soon'
  | 'paused'
  | 'late'
  | 'problem'
  | 'conflict'
  | 'good'
  | 'done'
  | 'returned'
  | 'refused';

const LOOK: Readonly<Record<Tone, readonly [shape: ReactNode, colour: string]>> = {
  todo: ['○', 'todo'],
  device: [<Shape key="phone" of="phone" />, 'todo'],
  sending: ['↑', 'todo'],
  running: ['◐', 'todo'],
  waiting: [<Shape key="hourglass" of="hourglass" />, 'waiting'],
  reversed: ['⟲', 'waiting'],
  soon: ['△', 'soon'],
  paused: [<Shape key="pause" of="pause" />, 'soon'],
  late: ['▲', 'late'],
  problem: ['✕', 'late'],
  conflict: ['⇄', 'late'],
  good: ['✓', 'good'],
  done: ['✓', 'done'],
  returned: ['↩', 'back'],
  refused: ['▢', 'back'],
};

export function StatusMark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const [shape, colour] = LOOK[tone];
  return (
    <span className={`status status-${colour}`}>
      <span aria-hidden="true">{shape}</span>
      {tone === 'reversed' ? <s>{children}</s> : children}
    </span>
  );
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 2;

/** Days left with the date, never one of them alone; in a narrow column the date is short. */
export function Deadline({ day, isShort = false }: { readonly day: string; readonly isShort?: boolean }) {
  const t = useWords(common);
  const today = useToday();
  const { dayOfWeek } = useFormat();
  const left = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  const tone: Tone = left < 0 ? 'late' : left <= SOON_DAYS ? 'soon' : 'waiting';
  const words =
    left < 0 ? t('daysLate', { count: -left }) : left === 0 ? t('dueToday') : t('daysLeft', { count: left });
  const short = day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
  return (
    <span className="deadline" title={day}>
      <StatusMark tone={tone}>{words}</StatusMark>{' '}
      <small>{isShort ? short : t('due', { day: dayOfWeek(day) })}</small>
    </span>
  );
}
