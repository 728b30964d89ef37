import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { CLASS_NAMES, type ClassCode } from '../../../../src/livelihood/shares/pure.ts';
import { addressOf, type Reply } from '../../api/client.ts';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Answer, Facts, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { useAccountName, useTold } from '../money/parts.tsx';
import { KeepMenu } from './keeping.tsx';
import { RoundList } from './parts.tsx';
import { ProposeForm } from './propose.tsx';
import { words } from './words.ts';

type Book = Reply<'GET /counties/:county/share-books/:entity'>;

/** One entity's share book: its charter, who holds what, rolls and rounds. */
export function BookPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const entity = Number(useParams()['entity']);
  const found = useGet(
    'GET /counties/:county/share-books/:entity',
    { params: { county, entity } },
    { when: county !== '' },
  );
  const rounds = useGet(
    'GET /counties/:county/rounds',
    { params: { county }, query: { entity, limit: 500 } },
    { when: county !== '' },
  );
  return (
    <Page
      title={found.data?.book.entity_name ?? t('title')}
      lead={
        found.data &&
        t('bookLead', {
          holders: found.data.sums.reduce((all, { holders }) => all + holders, 0),
          rolls: found.data.rolls.length,
        })
      }
      actions={found.data && <Acts entity={entity} book={found.data} />}
    >
      <Answer of={found}>
        {(book) => (
          <>
            <Section title={t('rounds')}>
              <Answer of={rounds}>{({ rows }) => <RoundList rows={rows} />}</Answer>
            </Section>
            <Classes book={book} />
            <Rolls book={book} />
            <Register entity={entity} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Acts({ entity, book }: { readonly entity: number; readonly book: Book }) {
  const t = useWords(words);
  const may = useMay();
  const [open, setOpen] = useState<'freeze' | 'propose'>();
  const close = (): void => setOpen(undefined);
  return (
    <>
      <KeepMenu entity={entity} classes={book.charter.classes.map(({ code }) => code)} />
      {may('shares.roll.freeze') && <Button onClick={() => setOpen('freeze')}>{t('freeze')}</Button>}
      {may('shares.round.propose') && book.rolls.length > 0 && (
        <Button type="primary" onClick={() => setOpen('propose')}>
          {t('propose')}
        </Button>
      )}
      <FreezeForm isOpen={open === 'freeze'} onClose={close} entity={entity} />
      {open === 'propose' && <ProposeForm onClose={close} entity={entity} rolls={book.rolls} />}
    </>
  );
}

function FreezeForm({
  isOpen,
  onClose,
  entity,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly entity: number;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { done } = useTold();
  const today = useToday();
  const [day, setDay] = useState<string | undefined>(today);
  const act = useAct('POST /counties/:county/share-books/:entity/rolls');
  const freeze = (): void =>
    act.mutate(
      { params: { county, entity }, body: day === undefined ? {} : { on: day } },
      { onSuccess: () => (done(t('frozen')), onClose()) },
    );
  return (
    <Modal
      open={isOpen}
      title={t('freeze')}
      okText={t('freeze')}
      confirmLoading={act.isPending}
      onOk={freeze}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t('freezeHelp')}</p>
      {act.error && <FailureBlock failure={act.error} />}
      <Form layout="vertical">
        <Form.Item label={t('day')}>
          <DayField label={t('day')} value={day} onChange={setDay} max={today} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const nameOf = (code: string) => CLASS_NAMES[code as ClassCode];

function Classes({ book: { book, charter, sums, capital } }: { readonly book: Book }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanDigits, yuan } = useFormat();
  const accountName = useAccountName();
  const sumOf = (code: string) => sums.find(({ share_kind }) => share_kind === code);
  const rulesOf = (one: Book['charter']['classes'][number]): string =>
    [
      t(`transfer.${one.transfer as 'none' | 'within' | 'free'}`),
      t(one.inherits ? 'inherits' : 'notInherits'),
      one.largest_percent === null ? '' : t('largest', { percent: one.largest_percent }),
      one.follows_poverty ? t('poverty') : '',
    ]
      .filter(Boolean)
      .join(' · ');
  const partOf = ({ percent }: { readonly percent: number | null }) =>
    percent === null ? t('pooled') : `${percent}%`;
  return (
    <Section title={t('classes')}>
      <Facts
        of={[
          [t('charter'), `${say(charter.title)} (${charter.version})`],
          [t('purse'), accountName(book.purse)],
          [
            t('steps'),
            charter.steps
              .map(({ name, percent }) => `${say(name)}${percent === null ? '' : ` ${percent}%`}`)
              .join(' → '),
          ],
          ...capital.map(
            ({ share_kind, capital_yuan }) => [say(nameOf(share_kind)), yuan(capital_yuan)] as const,
          ),
        ]}
      />
      <DataTable
        label={t('classes')}
        rows={charter.classes}
        rowKey={({ code }) => code}
        empty="—"
        columns={[
          { title: t('class'), key: 'class', render: (_, { code }) => say(nameOf(code)) },
          { title: t('part'), key: 'part', align: 'right', render: (_, one) => partOf(one) },
          {
            title: t('holders'),
            key: 'holders',
            align: 'right',
            render: (_, { code }) => sumOf(code)?.holders ?? 0,
          },
          {
            title: t('units'),
            key: 'units',
            align: 'right',
            render: (_, { code }) => yuanDigits(sumOf(code)?.units ?? '0'),
          },
          { title: t('transfer'), key: 'rules', render: (_, one) => rulesOf(one) },
        ]}
        card={(one) => (
          <>
            <strong>{say(nameOf(one.code))}</strong> {partOf(one)}
            <br />
            {sumOf(one.code)?.holders ?? 0} · {yuanDigits(sumOf(one.code)?.units ?? '0')}
            <br />
            <small>{rulesOf(one)}</small>
          </>
        )}
      />
    </Section>
  );
}

function Rolls({ book: { rolls } }: { readonly book: Book }) {
  const t = useWords(words);
  const { count } = useFormat();
  return (
    <Section title={t('rolls')}>
      <DataTable
        label={t('rolls')}
        rows={rolls}
        rowKey={({ roll_no }) => String(roll_no)}
        empty={t('noRolls')}
        columns={[
          { title: t('roll'), dataIndex: 'roll_no' },
          { title: t('day'), dataIndex: 'day' },
          {
            title: t('lines'),
            key: 'lines',
            align: 'right',
            render: (_, { line_count }) => count(line_count),
          },
          { title: t('hash'), key: 'hash', render: (_, { roll_hash }) => <code>{roll_hash}</code> },
        ]}
        card={({ roll_no, day, line_count, roll_hash }) => (
          <>
            <strong>
              {t('roll')} {roll_no}
            </strong>{' '}
            {day} · {count(line_count)}
            <br />
            <code style={{ overflowWrap: 'anywhere' }}>{roll_hash}</code>
          </>
        )}
      />
    </Section>
  );
}

function Register({ entity }: { readonly entity: number }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanDigits } = useFormat();
  const { code: county } = useCounty();
  const purpose = usePurpose('shares', { zh: '核对股权与分配', en: 'checking shares and rounds' });
  const held = usePages('GET /counties/:county/share-books/:entity/holdings', {
    params: { county, entity },
    query: { purpose: purpose.purpose },
  });
  type Row = (typeof held.rows)[number];
  const holderOf = ({ holder_kind, holder_ref, head_name }: Row): string =>
    holder_kind === 'household'
      ? `${holder_ref} ${head_name ?? ''}`
      : holder_kind === 'collective'
        ? t('collective')
        : (holder_ref ?? '');
  const certificate = ({ holder_kind, holder_ref }: Row) =>
    holder_kind === 'household' && holder_ref !== null ? (
      <a
        href={addressOf('GET /counties/:county/share-books/:entity/certificates/:household', {
          params: { county, entity, household: holder_ref },
          query: { purpose: purpose.purpose },
        })}
        target="_blank"
        rel="noreferrer"
      >
        {t('certificate')}
      </a>
    ) : null;
  return (
    <Section title={t('register')}>
      <PurposeLine {...purpose} />
      <DataTable
        label={t('register')}
        rows={held.rows}
        query={held}
        rowKey={({ share_kind, holder_kind, holder_ref }) => `${share_kind} ${holder_kind} ${holder_ref}`}
        empty="—"
        columns={[
          { title: t('class'), key: 'class', render: (_, { share_kind }) => say(nameOf(share_kind)) },
          { title: t('holder'), key: 'holder', render: (_, row) => holderOf(row) },
          {
            title: t('units'),
            key: 'units',
            align: 'right',
            render: (_, { units }) => yuanDigits(units ?? '0'),
          },
          { title: '', key: 'certificate', render: (_, row) => certificate(row) },
        ]}
        card={(row) => (
          <>
            <strong>{holderOf(row)}</strong>
            <br />
            {say(nameOf(row.share_kind))} {yuanDigits(row.units ?? '0')} {certificate(row)}
          </>
        )}
      />
    </Section>
  );
}
