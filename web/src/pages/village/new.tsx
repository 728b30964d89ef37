import { Button } from 'antd';
import { Link } from 'react-router';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { stateOf } from '../../offline/draft.ts';
import { keptName } from '../../offline/kept.ts';
import { titleOf, useOutbox } from '../../offline/outbox.ts';
import { KeptSince, SentMark } from '../../offline/sent-mark.tsx';
import { useCounty, useMay, useMe } from '../../session.ts';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { Deadline } from '../../ui/status.tsx';
import { addressOfDraft, useBegin } from './drafts.ts';
import { useVillagers } from './villagers.tsx';
import { words } from './words.ts';
import './village.css';

/** What somebody records in a house or at the table of the village: with or without a signal. */
export function NewPage() {
  const t = useWords(words);
  const may = useMay();
  const begin = useBegin();
  const [mayDeclare, mayWalk, mayVisit] = ['finding.declared', 'finding.visit', 'cases.visit'].map(may);
  return (
    <Page
      title={t('newTitle')}
      lead={t('newLead')}
      actions={
        <Link to="/village/outbox">
          <Button>{t('outbox')}</Button>
        </Link>
      }
    >
      {!mayDeclare && !mayWalk && !mayVisit && <p>{t('noRight')}</p>}
      <div className="choices">
        {mayDeclare && (
          <button
            type="button"
            className="card choice"
            onClick={() => void begin({ kind: 'declared', about: '' })}
          >
            <strong>{t('declare')}</strong>
            <span className="soft">{t('declareHelp')}</span>
          </button>
        )}
        {mayWalk && (
          <button
            type="button"
            className="card choice"
            onClick={() => void begin({ kind: 'visit', about: '' })}
          >
            <strong>{t('walk')}</strong>
            <span className="soft">{t('walkHelp')}</span>
          </button>
        )}
      </div>
      <Unsent />
      {mayVisit && <CasesToVisit />}
    </Page>
  );
}

function Unsent() {
  const t = useWords(words);
  const say = useBilingual();
  const { drafts, sending } = useOutbox();
  if (drafts.length === 0) return null;
  return (
    <Section title={t('unsent')}>
      <ul className="cards">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link className="card" to={addressOfDraft(draft)}>
              <SentMark state={stateOf(draft, sending === draft.id)} />
              <strong>{say(titleOf(draft))}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const STATUSES = ['TOWNSHIP_ASSIGNED', 'RETURNED'] as const;

/** Cases whose next step is a visit; the list stays on the device for the way there. */
function CasesToVisit() {
  const t = useWords(words);
  const begin = useBegin();
  const { code: county } = useCounty();
  const area = useMe().roles.find(({ area_code }) => area_code !== null)?.area_code ?? undefined;
  const { drafts } = useOutbox();
  const villagers = useVillagers(t('purposeVisit')).data;
  const ask = (status: (typeof STATUSES)[number]) => ({
    params: { county },
    query: { status, limit: 100, ...(area !== undefined && { area }) },
  });
  const options = { when: county !== '', keep: true };
  const assigned = useGet('GET /counties/:county/cases', ask('TOWNSHIP_ASSIGNED'), options);
  const returned = useGet('GET /counties/:county/cases', ask('RETURNED'), options);
  const rows = [...(returned.data?.rows ?? []), ...(assigned.data?.rows ?? [])];
  const nameOf = (no: string | null): string => {
    const name = villagers?.find(({ household_no }) => household_no === no)?.head_name;
    return name ? `${name} · ${no}` : (no ?? '');
  };
  return (
    <Section title={t('casesToVisit')}>
      <KeptSince name={keptName('GET /counties/:county/cases', ask('TOWNSHIP_ASSIGNED'))} />
      <Answer of={assigned}>
        {() =>
          rows.length === 0 ? (
            <p className="soft">{t('noCases')}</p>
          ) : (
            <ul className="cards">
              {rows.map(({ case_no, household_no, awaits }) => {
                const due = awaits.find(({ action }) => action === 'visit')?.due;
                const isBegun = drafts.some(({ caseNo }) => caseNo === case_no);
                return (
                  <li key={case_no} className="card card-row">
                    <span>
                      <strong>{nameOf(household_no)}</strong>
                      <br />
                      {due ? <Deadline day={due} /> : t('caseLine', { no: case_no, household: '' })}
                    </span>
                    <Button
                      type={isBegun ? 'default' : 'primary'}
                      aria-label={`${t(isBegun ? 'goOn' : 'visitIt')}：${nameOf(household_no)}`}
                      onClick={() =>
                        void begin({
                          kind: 'case_visit',
                          caseNo: case_no,
                          about: nameOf(household_no),
                          ...(household_no !== null && { household: household_no }),
                        })
                      }
                    >
                      {t(isBegun ? 'goOn' : 'visitIt')}
                    </Button>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}
