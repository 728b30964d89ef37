import { Link } from 'react-router';
import { useWords } from '../../i18n/words.ts';
import { FailureBlock } from '../../ui/page.tsx';
import { useOnline } from '../online.ts';
import type { Hit, HitGroup, Search } from './results.ts';
import { searchWords } from './words.ts';

interface GroupsProps {
  readonly of: readonly HitGroup[];
  /** Place of the chosen one among all. */
  readonly at: number;
  readonly id: string;
  readonly onGo: (hit: Hit) => void;
  readonly onAt: (place: number) => void;
}

/** The results as the options of the field's list, group by group. Links, so that one may be opened beside. */
export function Groups({ of: groups, at, id, onGo, onAt }: GroupsProps) {
  const t = useWords(searchWords);
  const before = (group: HitGroup): number =>
    groups.slice(0, groups.indexOf(group)).reduce((sum, { hits }) => sum + hits.length, 0);
  return groups.map((group) => (
    <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
      <div id={`${id}-${group.name}`} className="search-group" role="presentation">
        {t(group.name)}
      </div>
      {group.hits.map((hit, i) => {
        const place = before(group) + i;
        return (
          <Link
            key={hit.key}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            className="search-hit"
            to={hit.path}
            onMouseMove={() => place !== at && onAt(place)}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onGo(hit);
            }}
          >
            <span className="search-title">{hit.title}</span>{' '}
            <span className="search-about">{hit.about}</span>
          </Link>
        );
      })}
    </div>
  ));
}

/** What there is to say beside the results: how many, why none, why not. */
export function Around({
  search: { isSearching, error, maySearch },
  text,
  count,
}: {
  readonly search: Search;
  readonly text: string;
  readonly count: number;
}) {
  const t = useWords(searchWords);
  const isOnline = useOnline();
  if (!isOnline) return <p className="search-note">{t('offline')}</p>;
  if (text === '') return <p className="search-note">{t(maySearch ? 'help' : 'pagesOnly')}</p>;
  if (error && !isSearching) return <FailureBlock failure={error} />;
  const said = isSearching ? t('searching') : count === 0 ? t('nothing', { text }) : t('found', { count });
  return (
    <p className={count > 0 ? 'sr-only' : 'search-note'} role="status">
      {said}
    </p>
  );
}
