import { Badge, Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { useNarrow } from '../theme/appearance.ts';
import { common } from './words.ts';

interface FilterRowProps {
  /** What `useFilters` answered. */
  readonly filters: {
    readonly values: Readonly<Record<string, string | undefined>>;
    readonly isAny: boolean;
    readonly clear: () => void;
  };
  /** Stays in sight on a phone, too. */
  readonly search?: ReactNode;
  /** What is seldom asked for: on a desk behind a word, open where one of it is chosen. */
  readonly more?: { readonly isChosen: boolean; readonly filters: ReactNode };
  readonly children: ReactNode;
}

/** Filters of a list: a row on a desk, a sheet on a phone; one word takes them all away. */
export function FilterRow({ filters, search, more, children }: FilterRowProps) {
  const t = useWords(common);
  const isNarrow = useNarrow();
  const [isOpen, open] = useState(false);
  const clear = filters.isAny && (
    <Button type="link" onClick={filters.clear}>
      {t('clearFilters')}
    </Button>
  );
  if (!isNarrow)
    return (
      <search className="filters no-print">
        {search}
        {children}
        {more && !more.isChosen && (
          <Button type="link" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
            {t('moreFilters')}
          </Button>
        )}
        {clear}
        {more && (more.isChosen || isOpen) && <div className="filters-more">{more.filters}</div>}
      </search>
    );
  const chosen = Object.values(filters.values).filter((value) => value !== undefined).length;
  return (
    <search className="filters no-print">
      {search}
      <Badge count={chosen} color="var(--primary)">
        <Button onClick={() => open(true)}>{t('filters')}</Button>
      </Badge>
      {clear}
      <Drawer
        open={isOpen}
        onClose={() => open(false)}
        placement="bottom"
        size="100%"
        title={t('filters')}
        footer={
          <Button type="primary" block onClick={() => open(false)}>
            {t('showResult')}
          </Button>
        }
      >
        <div className="filter-sheet">
          {children}
          {more?.filters}
        </div>
      </Drawer>
    </search>
  );
}
