import { DatePicker, Drawer } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { addressOf, type Reply } from '../../api/client.ts';
import { useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportButtons } from '../../ui/export.tsx';
import { Answer, Facts, Page, Section } from '../../ui/page.tsx';
import { StatusMark } from '../../ui/status.tsx';
import { useAccountName, useKindName } from './parts.tsx';
import { words } from './words.ts';

const ROUTE = 'GET /counties/:county/ledger/accounts/:account/statement';
const FILE = 'GET /counties/:county/ledger/accounts/:account/statement/file';
type Line = Reply<typeof ROUTE>['rows'][number];

/** Every line of an account with the running balance; a line opens its posting, authorisation and decision. */
export function StatementPage() {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  const accountName = useAccountName();
  const { code: county } = useCounty();
  const { account = '' } = useParams();
  const { values, set } = useFilters(['from', 'to', 'posting']);
  const days = {
    ...(values.from !== undefined && { from: values.from }),
    ...(values.to !== undefined && { to: values.to }),
  };
  const params = { county, account };
  const pages = usePages(ROUTE, { params, query: { ...days, limit: 200 } });
  return (
    <Page
      title={t('statement', { account: accountName(account) })}
      actions={
        <>
          <Days {...values} onChange={set} />
          <ExportButtons addressFor={(format) => addressOf(FILE, { params, query: { ...days, format } })} />
        </>
      }
    >
      {pages.first && (
        <Section>
          <Ends {...pages.first} />
        </Section>
      )}
      <Section>
        <DataTable<Line>
          label={t('statement', { account })}
          rows={pages.rows}
          query={pages}
          rowKey={({ posting_no }) => posting_no}
          empty={t('noLines')}
          columns={[
            { title: t('on'), dataIndex: 'day' },
            {
              title: t('what'),
              render: (_, line) => <What line={line} onOpen={(posting) => set({ posting })} />,
            },
            { title: t('other'), render: (_, line) => accountName(line.other_account) },
            {
              title: t('debit'),
              align: 'right',
              className: 'number',
              render: (_, line) => blankZero(line.debit),
            },
            {
              title: t('credit'),
              align: 'right',
              className: 'number',
              render: (_, line) => blankZero(line.credit),
            },
            {
              title: t('balanceCol'),
              align: 'right',
              className: 'number',
              render: (_, line) => yuanDigits(line.balance),
            },
          ]}
          card={(line) => (
            <div className="card">
              <What line={line} onOpen={(posting) => set({ posting })} />
              <div>
                {line.day} · {accountName(line.other_account)}
              </div>
              <div className="number">
                {blankZero(line.debit) || `−${blankZero(line.credit)}`} ({yuanDigits(line.balance)})
              </div>
            </div>
          )}
        />
      </Section>
      <PostingDrawer
        county={county}
        posting={values.posting}
        lines={pages.rows}
        onClose={() => set({ posting: undefined })}
      />
    </Page>
  );
}

function PostingDrawer({
  county,
  posting,
  lines,
  onClose,
}: {
  readonly county: string;
  readonly posting: string | undefined;
  readonly lines: readonly Line[];
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  return (
    <Drawer
      open={posting !== undefined}
      onClose={onClose}
      size={560}
      title={t('followMoney')}
      destroyOnHidden
    >
      {posting !== undefined && (
        <Posting
          county={county}
          no={posting}
          source={lines.find(({ posting_no }) => posting_no === posting)?.source}
        />
      )}
    </Drawer>
  );
}

function Days({
  from,
  to,
  onChange,
}: {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onChange: (days: { readonly from: string | undefined; readonly to: string | undefined }) => void;
}) {
  const text = (day: Dayjs | null | undefined): string | undefined => day?.format('YYYY-MM-DD');
  return (
    <DatePicker.RangePicker
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(range) => onChange({ from: text(range?.[0]), to: text(range?.[1]) })}
    />
  );
}

function Ends({ opening, closing }: { readonly opening: string; readonly closing: string }) {
  const t = useWords(words);
  const { yuanDigits } = useFormat();
  return (
    <Facts
      of={[
        [t('opening'), yuanDigits(opening)],
        [t('closing'), yuanDigits(closing)],
      ]}
    />
  );
}

const blankZero = (amount: string): string =>
  Number(amount) === 0 ? '' : amount.replaceAll(/\B(?=(\d{3})+\.)/g, ',');

function What({ line, onOpen }: { readonly line: Line; readonly onOpen: (posting: string) => void }) {
  const t = useWords(words);
  const kindName = useKindName();
  return (
    <button type="button" className="link-button" onClick={() => onOpen(line.posting_no)}>
      {kindName(line.kind)}
      {line.reversal_of !== null && (
        <>
          {' '}
          <StatusMark tone="reversed">{t('reversed', { no: line.reversal_of })}</StatusMark>
        </>
      )}
    </button>
  );
}

/** From the posting to the decision that allowed it. */
function Posting({
  county,
  no,
  source,
}: {
  readonly county: string;
  readonly no: string;
  readonly source: string | undefined;
}) {
  const t = useWords(words);
  const { yuan } = useFormat();
  const accountName = useAccountName();
  const kindName = useKindName();
  const [first] = useState(() => String(BigInt(no) - 1n));
  const postings = useGet('GET /counties/:county/ledger/postings', {
    params: { county },
    query: { after: first, limit: 1, ...(source !== undefined && { source }) },
  });
  return (
    <Answer of={postings}>
      {({ rows: [posting] }) =>
        posting && (
          <>
            <h2>{t('postingTitle', { no: posting.posting_no })}</h2>
            <Facts
              of={[
                [t('what'), kindName(posting.kind)],
                [t('amount'), yuan(posting.amount)],
                [t('on'), posting.day],
                [t('debit'), accountName(posting.debit)],
                [t('credit'), accountName(posting.credit)],
                [t('source'), posting.source],
                [t('by'), posting.actor],
              ]}
            />
            {posting.authorisation_no === null ? (
              <p>{t('noAuthorisation')}</p>
            ) : (
              <Authorisation county={county} no={posting.authorisation_no} />
            )}
          </>
        )
      }
    </Answer>
  );
}

function Authorisation({ county, no }: { readonly county: string; readonly no: string }) {
  const t = useWords(words);
  const { yuan } = useFormat();
  const one = useGet('GET /counties/:county/ledger/authorisations/:authorisation', {
    params: { county, authorisation: no },
  });
  return (
    <Answer of={one}>
      {(data) => {
        return (
          <>
            <h2>{t('authorisation', { no: data.authorisation_no })}</h2>
            <Facts
              of={[
                [t('decision'), <Decision key="decision" name={data.decision} />],
                [t('state'), t(data.status)],
                [t('limit'), yuan(data.limit)],
                [t('postedOf'), yuan(data.posted)],
                [t('left'), yuan(data.left)],
                [t('validity'), `${data.valid_from} – ${data.valid_to}`],
                [t('by'), data.actor],
              ]}
            />
          </>
        );
      }}
    </Answer>
  );
}

/** A decision of a case leads to it. */
function Decision({ name }: { readonly name: string }) {
  const t = useWords(words);
  const caseNo = /^cases\/(\d+)/.exec(name)?.[1];
  return caseNo === undefined ? name : <Link to={`/cases/${caseNo}`}>{t('case', { no: caseNo })}</Link>;
}
