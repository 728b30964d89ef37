import type { ReactNode } from 'react';

/** The one thing to do now, under the thumb of a phone and at the end of the page on a desk; a hint says what is missing. */
export function ActionBar({ hint, children }: { readonly hint?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="action-bar no-print">
      {hint !== undefined && <p className="action-hint">{hint}</p>}
      {children}
    </div>
  );
}
