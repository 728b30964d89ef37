import { Alert, Button, Empty, Skeleton, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { ApiFailure } from '../api/client.ts';
import { useBilingual } from '../i18n/language.ts';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';
import './page.css';
import './work.css';

interface PageProps {
  /** The question or the task; also the title of the window. */
  readonly title: string;
  /** The answer, or what to do. */
  readonly lead?: ReactNode;
  /** At most one primary button. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page answers one question: its title asks, its first line answers. */
export function Page({ title, lead, actions, children }: PageProps) {
  useTitle(title);
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <Typography.Title level={1}>{title}</Typography.Title>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 梯田 Terrace`;
  }, [title]);
}

/** Part of a page with a heading of its own. */
export function Section({
  title,
  extra,
  children,
}: {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="section">
      {title !== undefined && (
        <header className="section-head">
          <Typography.Title level={2}>{title}</Typography.Title>
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}

/** What failed, that nothing changed, and what to do; the code in small type for the telephone. */
export function FailureBlock({
  failure,
  onRetry,
}: {
  readonly failure: ApiFailure;
  readonly onRetry?: () => void;
}) {
  const t = useWords(common);
  const say = useBilingual();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say(failure.sentence)}
      description={<small>{t('code', { code: failure.code })}</small>}
      action={onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}

interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: ApiFailure | null;
  readonly isPlaceholderData?: boolean;
  readonly refetch: () => unknown;
}

/** What a route answered: a skeleton after 300 ms, a refusal in words, old data dimmed while new ones come. */
export function Answer<Data>({
  of: { data, error, isPlaceholderData = false, refetch },
  children,
}: {
  readonly of: Asked<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  if (data !== undefined)
    return <div className={isPlaceholderData ? 'stale' : undefined}>{children(data)}</div>;
  if (error) return <FailureBlock failure={error} onRetry={() => void refetch()} />;
  return <Waiting />;
}

export function Waiting() {
  const t = useWords(common);
  const [isShown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      <span className="sr-only">{t('loading')}</span>
      {isShown && <Skeleton active paragraph={{ rows: 4 }} />}
    </div>
  );
}

/** Why there is nothing, and the one thing to do about it. */
export function Nothing({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<span className="nothing">{children}</span>}>
      {action}
    </Empty>
  );
}

/** A term and its value, where the value is more than a text. */
export const fact = (term: ReactNode, value: ReactNode): readonly [ReactNode, ReactNode] => [term, value];

/** Facts as term and value, in one or several columns. */
export function Facts({
  of: facts,
}: {
  readonly of: readonly (readonly [term: ReactNode, value: ReactNode])[];
}) {
  return (
    <dl className="facts">
      {facts.map(([term, value], i) => (
        <div key={i}>
          <dt>{term}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
