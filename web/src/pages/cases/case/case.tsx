import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useGet } from '../../../api/query.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../../session.ts';
import { UnknownPage } from '../../../shell/fault.tsx';
import { Answer, Page } from '../../../ui/page.tsx';
import { PurposeLine, usePurpose } from '../../../ui/personal.tsx';
import { common } from '../../../ui/words.ts';
import { CASES_PURPOSE } from '../list/order.ts';
import type { CaseView } from '../model.ts';
import { words } from '../words.ts';
import { Actions } from './actions.tsx';
import { Bills } from './bills.tsx';
import { Decision } from './decision.tsx';
import { Departments } from './departments.tsx';
import { FrozenHousehold } from './frozen.tsx';
import { CaseHead, CasePath } from './head.tsx';
import { Queue } from './queue.tsx';
import { Steps } from './steps.tsx';
import { WhyAmount } from './why.tsx';
import './case.css';

/** What happened in a case, and what is possible now. */
export function CasePage() {
  const caseNo = Number(useParams()['case']);
  if (!Number.isSafeInteger(caseNo) || caseNo < 1) return <UnknownPage />;
  return <KnownCase key={caseNo} caseNo={caseNo} />;
}

function KnownCase({ caseNo }: { readonly caseNo: number }) {
  const t = useWords(words);
  const tc = useWords(common);
  const { code: county } = useCounty();
  const why = usePurpose('cases', CASES_PURPOSE);
  const query = useGet(
    'GET /counties/:county/cases/:case',
    { params: { county, case: caseNo }, query: { purpose: why.purpose } },
    { when: county !== '' },
  );
  return (
    <Page
      title={t('title', { no: caseNo })}
      actions={
        <>
          <Queue caseNo={caseNo} purpose={why.purpose} />
          <Button onClick={() => print()}>{tc('print')}</Button>
        </>
      }
    >
      <Answer of={query}>{(view) => <CaseBody view={view} purpose={why.purpose} />}</Answer>
      <PurposeLine {...why} />
    </Page>
  );
}

function CaseBody({ view, purpose }: { readonly view: CaseView; readonly purpose: string }) {
  const may = useMay();
  const { code: county } = useCounty();
  const of = { params: { county, case: view.case_no } };
  const household = useGet(
    'GET /counties/:county/households/:household',
    { params: { county, household: view.household_no ?? '' }, query: { purpose } },
    { when: may('see.household') && view.household_no !== null },
  );
  const amount = useGet('GET /counties/:county/cases/:case/amount', { ...of, query: { purpose } });
  return (
    <>
      <CaseHead view={view} household={household.data} amount={amount.data} />
      <CasePath view={view} />
      <div className="case-columns">
        <div className="case-story">
          <Bills view={view} lines={amount.data?.lines ?? []} />
          <WhyAmount view={view} query={amount} />
          <Departments view={view} />
          <Decision view={view} />
          <Steps view={view} purpose={purpose} />
          <FrozenHousehold view={view} amount={amount.data} today={household.data} />
        </div>
        <Actions view={view} amount={amount.data} />
      </div>
      <Footer view={view} />
    </>
  );
}

function Footer({ view }: { readonly view: CaseView }) {
  const t = useWords(words);
  const me = useMe();
  const { instant } = useFormat();
  const [opened] = useState(() => new Date().toISOString());
  return (
    <footer className="case-footer">
      <small>
        {t('footer', { no: view.case_no, steps: view.steps.length, version: view.policy_version })}
        <span className="print-only"> · {t('printed', { at: instant(opened), by: me.name })}</span>
      </small>
    </footer>
  );
}
