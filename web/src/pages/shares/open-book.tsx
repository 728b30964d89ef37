import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAct, useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { FactDialog } from '../entities/form.tsx';
import { useCharters } from './charters.ts';
import { said, useFields } from './keeping.tsx';
import { words } from './words.ts';

/** Opens the book of an entity that has none yet. */
export function OpenBook({ opened }: { readonly opened: readonly number[] }) {
  const t = useWords(words);
  const may = useMay();
  const navigate = useNavigate();
  const { code: county } = useCounty();
  const { document, on } = useFields();
  const charters = useCharters();
  const [isOpen, open] = useState(false);
  const act = useAct('POST /counties/:county/share-books/:entity');
  const entities = useGet(
    'GET /counties/:county/entities',
    { params: { county }, query: { limit: 500 } },
    { when: isOpen && county !== '' },
  );
  if (!may('shares.book.open')) return null;
  const without = (entities.data?.rows ?? []).filter(({ entity_no }) => !opened.includes(entity_no));
  const options = Object.fromEntries(
    without.map(({ entity_no, name }) => [entity_no, { zh: name, en: name }]),
  );
  return (
    <>
      <Button type="primary" onClick={() => open(true)}>
        {t('openBook')}
      </Button>
      {isOpen && (
        <FactDialog
          title={t('openBook')}
          isBusy={act.isPending}
          failure={act.error}
          onClose={() => open(false)}
          fields={[
            { name: 'entity', label: t('entity'), kind: 'choice', options, help: t('entityHelp') },
            { name: 'charter', label: t('charter'), kind: 'choice', options: charters },
            document,
            on,
          ]}
          onSend={(given, _, close) => {
            const entity = Number(given['entity']);
            const body = { charter: given['charter']!, ...said(given) };
            act.mutate(
              { params: { county, entity }, body },
              { onSuccess: () => (close(), void navigate(`/shares/${entity}`)) },
            );
          }}
        />
      )}
    </>
  );
}
