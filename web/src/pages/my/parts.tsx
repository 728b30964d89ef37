import type { ReactNode } from 'react';
import type { ApiFailure, Reply } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual, useLanguage } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { common } from '../../ui/words.ts';

export type Case = Reply<'GET /my/cases'>['rows'][number];

/** What a route answered, on pages without Ant Design. */
export function Told<Data>({
  of: { data, error, refetch },
  children,
}: {
  readonly of: {
    readonly data: Data | undefined;
    readonly error: ApiFailure | null;
    readonly refetch: () => unknown;
  };
  readonly children: (data: Data) => ReactNode;
}) {
  const t = useWords(common);
  if (data !== undefined) return children(data);
  if (!error) return <p aria-busy="true">{t('loading')}</p>;
  return (
    <div>
      <Refusal failure={error} />
      <button type="button" className="light-button" onClick={() => void refetch()}>
        {t('retry')}
      </button>
    </div>
  );
}

export function Refusal({ failure }: { readonly failure: ApiFailure }) {
  const say = useBilingual();
  return (
    <p className="light-failure" role="alert">
      {say(failure.sentence)}
    </p>
  );
}

/** Where a case stands and what comes next, in one or two sentences. */
export function useStanding(): (one: Case) => string {
  const say = useBilingual();
  const between = useLanguage() === 'zh' ? '' : ' ';
  // What comes next is a sentence of its own, with its last day.
  return ({ now, next: [first] }) => [now, ...(first ? [first.words] : [])].map(say).join(between);
}

/** `8,800 元`: fen only where there are any. */
export function useFamilyYuan(): (yuan: string) => string {
  const { yuanInWords } = useFormat();
  return (yuan) => yuanInWords(yuan).replace('.00', '');
}
