import { Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../api/client.ts';
import { afterwards, useAct, useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { useFilters } from '../../ui/address-filters.ts';
import { HouseholdPicker } from '../../ui/household-picker.tsx';
import { Answer, FailureBlock, Nothing, Page, Section } from '../../ui/page.tsx';
import { Paper } from '../../ui/paper.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { words } from './words.ts';

type Issued = Reply<'POST /counties/:county/households/:household/cards'>;
type PaperSize = 'a4' | 'a6';

/** Cards with which households sign in: issue, replace, end. */
export function CardsPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const filters = useFilters(['household']);
  const { household } = filters.values;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="dialog-fields">
        <label htmlFor="household">{t('whose')}</label>
        <HouseholdPicker
          id="household"
          value={household}
          purpose={t('purpose')}
          onChange={(no) => filters.set({ household: no })}
        />
      </div>
      {household === undefined ? (
        <Nothing>{t('choose')}</Nothing>
      ) : (
        county !== '' && <CardsOf key={household} household={household} />
      )}
    </Page>
  );
}

function CardsOf({ household }: { readonly household: string }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const may = useMay();
  const params = { county, household };
  const cards = useGet('GET /counties/:county/households/:household/cards', { params });
  const [asked, ask] = useState<'replace' | 'end'>();
  const [issued, show] = useState<Issued>();
  const [paper, setPaper] = useState<PaperSize>('a4');
  const issue = useAct('POST /counties/:county/households/:household/cards');
  const make = (): void => {
    ask(undefined);
    // Kept here alone: the answer of an act that is made again would not tell the PIN.
    afterwards(issue.mutateAsync({ params, body: { paper } }), show);
  };
  return (
    <Answer of={cards}>
      {({ rows }) => {
        const holds = rows.some(({ is_ended }) => !is_ended);
        return (
          <>
            {may('card.issue') && (
              <>
                {issue.error && <FailureBlock failure={issue.error} />}
                <div className="dialog-fields">
                  <Segmented<PaperSize>
                    aria-label={t('size')}
                    options={[
                      { value: 'a4', label: t('a4') },
                      { value: 'a6', label: t('a6') },
                    ]}
                    value={paper}
                    onChange={setPaper}
                  />
                </div>
                <ActionBar>
                  <Button
                    type="primary"
                    loading={issue.isPending}
                    onClick={() => (holds ? ask('replace') : make())}
                  >
                    {t(holds ? 'replace' : 'issue')}
                  </Button>
                  {holds && <Button onClick={() => ask('end')}>{t('end')}</Button>}
                </ActionBar>
              </>
            )}
            <Had rows={rows} />
            {asked === 'replace' && (
              <Modal
                open
                title={t('replaceTitle')}
                okText={t('replace')}
                onOk={make}
                onCancel={() => ask(undefined)}
              >
                <p>{t('replaceHelp')}</p>
              </Modal>
            )}
            {asked === 'end' && <EndCard household={household} onClose={() => ask(undefined)} />}
            {issued && (
              <Modal
                open
                title={t('printTitle')}
                width={900}
                mask={{ closable: false }}
                footer={<Button onClick={() => show(undefined)}>{t('close')}</Button>}
                onCancel={() => show(undefined)}
              >
                <p className="notice-line">{t('once')}</p>
                <Paper html={issued.page} title={t('printTitle')} />
              </Modal>
            )}
          </>
        );
      }}
    </Answer>
  );
}

function Had({
  rows,
}: {
  readonly rows: Reply<'GET /counties/:county/households/:household/cards'>['rows'];
}) {
  const t = useWords(words);
  return (
    <Section title={t('had')}>
      {rows.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul className="cards">
          {rows.map(({ card_no, issued_on, issued_by, is_ended }) => (
            <li key={card_no} className="card-row">
              <span>
                {t('no')} {card_no} · {issued_on} · {issued_by}
              </span>
              <StatusMark tone={is_ended ? 'done' : 'good'}>{t(is_ended ? 'ended' : 'holds')}</StatusMark>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function EndCard({ household, onClose }: { readonly household: string; readonly onClose: () => void }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const [reason, setReason] = useState('');
  const end = useAct('POST /counties/:county/households/:household/cards/end');
  return (
    <Modal
      open
      title={t('endTitle')}
      okText={t('end')}
      okButtonProps={{ disabled: reason.trim() === '', loading: end.isPending }}
      onCancel={onClose}
      onOk={() =>
        afterwards(
          end.mutateAsync({ params: { county, household }, body: { reason: reason.trim() } }),
          onClose,
        )
      }
    >
      <div className="dialog-fields">
        <label>
          <span className="field-name">{t('reason')}</span>
          <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
        </label>
        {end.error && <FailureBlock failure={end.error} />}
      </div>
    </Modal>
  );
}
