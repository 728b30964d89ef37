import { Button, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';

interface StepProps {
  readonly title: string;
  /** What stands there now, also while it is folded. */
  readonly summary: ReactNode;
  readonly isDone: boolean;
  readonly isOpen: boolean;
  /** Absent where the viewer may not work on it, or not now. */
  readonly onToggle?: () => void;
  readonly children: ReactNode;
}

/** A part of a piece of work that is done in order: one is open, the others are a line each and can be opened. */
export function Step({ title, summary, isDone, isOpen, onToggle, children }: StepProps) {
  const t = useWords(common);
  return (
    <section className={isOpen ? 'section step is-open' : 'section step'}>
      <header className="section-head">
        <Typography.Title level={2}>
          {isDone && <span aria-hidden="true">✓ </span>}
          {title}
        </Typography.Title>
        {onToggle && (
          <Button
            type="link"
            aria-expanded={isOpen}
            aria-label={`${t(isOpen ? 'fold' : 'unfold')}：${title}`}
            onClick={onToggle}
          >
            {t(isOpen ? 'fold' : 'unfold')}
          </Button>
        )}
      </header>
      {summary !== undefined && summary !== null && <div className="step-summary">{summary}</div>}
      {isOpen && children}
    </section>
  );
}
