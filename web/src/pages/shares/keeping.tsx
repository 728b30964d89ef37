import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import {
  CLASS_NAMES,
  type ClassCode,
  TALLY_NAMES,
  type TallyKind,
} from '../../../../src/livelihood/shares/pure.ts';
import { useAct } from '../../api/query.ts';
import type { Bilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { type Field, FactDialog, type Given } from '../entities/form.tsx';
import { useCharters } from './charters.ts';
import { words } from './words.ts';

/** What keeps a share book: entries in its register, what households sold or worked, capital and income. */

const FORMS = {
  issue: 'shares.entry.issue',
  enter: 'shares.entry.add',
  transfer: 'shares.entry.add',
  inheritance: 'shares.entry.add',
  conversion: 'shares.entry.add',
  end: 'shares.entry.add',
  passOn: 'shares.entry.pass_on',
  tally: 'shares.tally.add',
  capital: 'shares.capital.set',
  income: 'shares.income.receive',
  adopt: 'shares.charter.adopt',
} as const;
type Form = keyof typeof FORMS;
const BASES = {
  persons: { zh: '按人口，每人一股', en: 'one share a person' },
  households: { zh: '按户，每户一股', en: 'one share a household' },
} as const satisfies Record<string, Bilingual>;

/** A menu of what can be entered in a book, and the form that was chosen. */
export function KeepMenu({ entity, classes }: OfBook) {
  const t = useWords(words);
  const may = useMay();
  const [form, setForm] = useState<Form>();
  const forms = (Object.keys(FORMS) as Form[]).filter((one) => may(FORMS[one]));
  if (forms.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: forms.map((key) => ({ key, label: t(`form.${key}`) })),
          onClick: ({ key }) => setForm(key as Form),
        }}
      >
        <Button>
          {t('enter')} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {form && (
        <KeepForm
          key={form}
          form={form}
          entity={entity}
          classes={classes}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  );
}

interface OfBook {
  readonly entity: number;
  /** Those of its charter. */
  readonly classes: readonly string[];
}
interface OneForm extends OfBook {
  readonly onClose: () => void;
}

function KeepForm({ form, ...one }: OneForm & { readonly form: Form }) {
  switch (form) {
    case 'issue':
      return <IssueForm {...one} />;
    case 'enter':
    case 'transfer':
    case 'inheritance':
    case 'conversion':
    case 'end':
      return <EntryForm kind={form === 'enter' ? 'issue' : form} {...one} />;
    case 'passOn':
      return <PassOnForm {...one} />;
    case 'tally':
      return <TallyForm {...one} />;
    case 'capital':
      return <CapitalForm {...one} />;
    case 'income':
      return <IncomeForm {...one} />;
    case 'adopt':
      return <CharterForm {...one} />;
  }
}

/** Fields that most forms have. */
export function useFields(classes: readonly string[] = []) {
  const t = useWords(words);
  const today = useToday();
  const options = Object.fromEntries(classes.map((code) => [code, CLASS_NAMES[code as ClassCode]]));
  return {
    share: { name: 'class', label: t('class'), kind: 'choice', options },
    units: { name: 'units', label: t('unitsGiven'), kind: 'yuan' },
    contribution: {
      name: 'contribution',
      label: t('contribution'),
      kind: 'number',
      isOptional: true,
      help: t('contributionHelp'),
    },
    document: { name: 'document', label: t('document'), kind: 'text' },
    on: { name: 'on', label: t('day'), kind: 'day', initial: today },
  } as const satisfies Record<string, Field>;
}

const shareOf = (given: Given) => given['class'] as ClassCode;
const ofContribution = ({ contribution }: Given) =>
  contribution === undefined ? {} : { contribution: Number(contribution) };
export const said = (given: Given) => ({ document: given['document']!, on: given['on']! });
const useParamsOf = (entity: number) => ({ county: useCounty().code, entity });

function IssueForm({ entity, classes, onClose }: OneForm) {
  const t = useWords(words);
  const { share, contribution, document, on } = useFields(classes);
  const params = useParamsOf(entity);
  const act = useAct('POST /counties/:county/share-books/:entity/issues');
  return (
    <FactDialog
      title={t('form.issue')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        share,
        { name: 'by', label: t('basis'), kind: 'choice', options: BASES },
        contribution,
        document,
        on,
      ]}
      onSend={(given, _, close) => {
        const by = given['by'] as keyof typeof BASES;
        const body = { class: shareOf(given), by, ...said(given), ...ofContribution(given) };
        act.mutate({ params, body }, { onSuccess: close });
      }}
    />
  );
}

/** A household, a party outside the register by name, or the collective where neither is named. */
const holderOf = (given: Given, side: 'from' | 'to') => {
  const household = given[side];
  const party = given[`${side}_party`];
  if (household !== undefined) return { kind: 'household', ref: household } as const;
  return party === undefined
    ? ({ kind: 'collective', ref: 'collective' } as const)
    : ({ kind: 'party', ref: party } as const);
};

type EntryKind = 'issue' | 'transfer' | 'inheritance' | 'conversion' | 'end';
function EntryForm({ kind, entity, classes, onClose }: OneForm & { readonly kind: EntryKind }) {
  const t = useWords(words);
  const { share, units, contribution, document, on } = useFields(classes);
  const params = useParamsOf(entity);
  const act = useAct('POST /counties/:county/share-books/:entity/entries');
  const [gives, takes] = [
    kind !== 'issue',
    kind === 'issue' || kind === 'transfer' || kind === 'inheritance',
  ];
  const holder = (side: 'from' | 'to'): Field[] => [
    { name: side, label: t(side), kind: 'household', isOptional: true },
    { name: `${side}_party`, label: t('party'), kind: 'text', isOptional: true, help: t('partyHelp') },
  ];
  const isConversion = kind === 'conversion';
  return (
    <FactDialog
      title={t(`form.${kind === 'issue' ? 'enter' : kind}`)}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        share,
        units,
        ...(gives ? holder('from') : []),
        ...(takes ? holder('to') : []),
        ...(isConversion
          ? ([
              { ...share, name: 'into_class', label: t('intoClass') },
              { ...units, name: 'into_units', label: t('intoUnits') },
            ] as const)
          : []),
        ...(kind === 'issue' ? [contribution] : []),
        document,
        on,
      ]}
      onSend={(given, _, close) => {
        const from = holderOf(given, 'from');
        const into = { into_class: given['into_class'] as ClassCode, into_units: given['into_units']! };
        const body = {
          kind,
          class: shareOf(given),
          units: given['units']!,
          ...(gives && { from }),
          ...(takes && { to: holderOf(given, 'to') }),
          ...(isConversion && { to: from, ...into }),
          ...said(given),
          ...ofContribution(given),
        };
        act.mutate({ params, body }, { onSuccess: close });
      }}
    />
  );
}

function PassOnForm({ entity, classes, onClose }: OneForm) {
  const t = useWords(words);
  const { share, document, on } = useFields(classes);
  const params = useParamsOf(entity);
  const act = useAct('POST /counties/:county/share-books/:entity/passings');
  return (
    <FactDialog
      title={t('form.passOn')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[{ ...share, initial: 'preferential', help: t('passOnHelp') }, document, on]}
      onSend={(given, _, close) =>
        act.mutate({ params, body: { class: shareOf(given), ...said(given) } }, { onSuccess: close })
      }
    />
  );
}

/** `W12 340.50` a line, however the two are set apart: as a spreadsheet's two columns are pasted. */
const tallyLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().split(/[\s,，;；]+/))
    .filter(([household = '']) => household !== '')
    .map(([household = '', units = '']) => ({ household, units }));

function TallyForm({ entity, onClose }: OneForm) {
  const t = useWords(words);
  const { document } = useFields();
  const lastYear = Number(useToday().slice(0, 4)) - 1;
  const params = useParamsOf(entity);
  const act = useAct('POST /counties/:county/share-books/:entity/tallies');
  return (
    <FactDialog
      title={t('form.tally')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'kind', label: t('kind'), kind: 'choice', options: TALLY_NAMES },
        { name: 'year', label: t('year'), kind: 'number', initial: String(lastYear) },
        { name: 'lines', label: t('tallyLines'), kind: 'lines', help: t('tallyHelp') },
        document,
      ]}
      onSend={(given, _, close) =>
        act.mutate(
          {
            params,
            body: {
              kind: given['kind'] as TallyKind,
              year: Number(given['year']),
              lines: tallyLines(given['lines']!),
              document: given['document']!,
            },
          },
          { onSuccess: close },
        )
      }
    />
  );
}

function CapitalForm({ entity, classes, onClose }: OneForm) {
  const t = useWords(words);
  const { share, document, on } = useFields(classes);
  const params = useParamsOf(entity);
  const act = useAct('POST /counties/:county/share-books/:entity/capital');
  return (
    <FactDialog
      title={t('form.capital')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[share, { name: 'amount', label: t('amount'), kind: 'yuan' }, document, on]}
      onSend={(given, _, close) => {
        const body = { class: shareOf(given), amount_yuan: given['amount']!, ...said(given) };
        act.mutate({ params, body }, { onSuccess: close });
      }}
    />
  );
}

function IncomeForm({ entity, onClose }: OneForm) {
  const t = useWords(words);
  const { document, on } = useFields();
  const params = useParamsOf(entity);
  const act = useAct('POST /counties/:county/share-books/:entity/income');
  return (
    <FactDialog
      title={t('form.income')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[
        { name: 'from', label: t('payer'), kind: 'text', help: t('noLoan') },
        { name: 'amount', label: t('amount'), kind: 'yuan' },
        document,
        on,
      ]}
      onSend={(given, _, close) => {
        const body = { from: given['from']!, amount_yuan: given['amount']!, ...said(given) };
        act.mutate({ params, body }, { onSuccess: close });
      }}
    />
  );
}

function CharterForm({ entity, onClose }: OneForm) {
  const t = useWords(words);
  const { document, on } = useFields();
  const params = useParamsOf(entity);
  const charters = useCharters();
  const act = useAct('POST /counties/:county/share-books/:entity/charters');
  return (
    <FactDialog
      title={t('form.adopt')}
      isBusy={act.isPending}
      failure={act.error}
      onClose={onClose}
      fields={[{ name: 'charter', label: t('charter'), kind: 'choice', options: charters }, document, on]}
      onSend={(given, _, close) =>
        act.mutate({ params, body: { charter: given['charter']!, ...said(given) } }, { onSuccess: close })
      }
    />
  );
}
