import { Link } from 'react-router';
import './page-tabs.css';

interface PageTabsProps {
  /** What the tabs are of, for readers. */
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string }[];
  /** Where the one that is open leads. */
  readonly open: string;
}

/** Pages that belong together, or parts of one: links, so that each has its address and a new window. */
export function PageTabs({ label, tabs, open }: PageTabsProps) {
  return (
    <nav className="page-tabs no-print" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.to === open ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
