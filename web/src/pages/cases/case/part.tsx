import { type ReactNode, useEffect, useState } from 'react';
import { useNarrow } from '../../../theme/appearance.ts';
import { Section } from '../../../ui/page.tsx';

/** A part of the story; on a phone one line that opens. Nothing is drawn before it is opened, on paper all is. */
export function Part({
  title,
  summary,
  extra,
  children,
}: {
  readonly title: string;
  /** What a phone shows while it is closed. */
  readonly summary: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  const isNarrow = useNarrow();
  const [isOpen, open] = useState(false);
  useEffect(() => {
    const openAll = (): void => open(true);
    addEventListener('beforeprint', openAll);
    return () => removeEventListener('beforeprint', openAll);
  }, []);
  if (!isNarrow)
    return (
      <Section title={title} extra={extra}>
        {children}
      </Section>
    );
  return (
    <details className="section case-part" open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
        {!isOpen && <span className="case-soft">{summary}</span>}
      </summary>
      {isOpen && (
        <>
          {extra}
          {children}
        </>
      )}
    </details>
  );
}
