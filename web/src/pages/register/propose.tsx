import { Form, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  EVENT_SHAPES,
  type EventField,
  type EventShape,
  type ShapeName,
} from '../../../../src/registry/pure.ts';
import type { Body } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { AreaPicker } from '../../ui/areas.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type TermList, termsOf, useTerm } from '../../ui/terms.ts';
import { eventWords } from './event-words.ts';
import { useClearable } from '../../ui/clearable.tsx';

type Proposal = Body<'POST /counties/:county/events'>;
/** As the form holds it: every field a text or texts. */
type Draft = Partial<Record<EventField | 'date' | 'document', string | string[] | number>>;

export interface KnownHousehold {
  readonly household_no: string;
  readonly members: readonly { readonly person_no: string | null; readonly name: string | null }[];
}

/** Numbers newcomers get by themselves; the household is known on its own page. */
const NOT_ASKED: ReadonlySet<EventField> = new Set(['new_person_no']);
const TAKES_OTHERS: ReadonlySet<ShapeName> = new Set([
  'marriage_in from other_household_no',
  'move_in from other_household_no',
]);
const BEYOND_A_HOUSEHOLD: readonly ShapeName[] = ['move_in of a household', 'adjustment'];

const fieldsOf = (name: ShapeName): { readonly field: EventField; readonly isNeeded: boolean }[] => {
  const { needs, may }: EventShape = EVENT_SHAPES[name];
  return [
    ...needs.map((field) => ({ field, isNeeded: true })),
    ...may.map((field) => ({ field, isNeeded: false })),
  ].filter(({ field }) => !NOT_ASKED.has(field));
};

/** What may happen to a household, or to the county where no household is named. */
const shapesFor = (household: KnownHousehold | undefined): ShapeName[] =>
  (Object.keys(EVENT_SHAPES) as ShapeName[]).filter(
    (name) => BEYOND_A_HOUSEHOLD.includes(name) === (household === undefined),
  );

interface ProposeDialogProps {
  readonly household?: KnownHousehold;
  readonly onClose: () => void;
  readonly onProposed: (eventNo: string) => void;
}

/** The form follows the register's own table of events (src/registry/events/shapes.ts). */
export function ProposeDialog({ household, onClose, onProposed }: ProposeDialogProps) {
  const t = useWords(eventWords);
  const today = useToday();
  const { code: county } = useCounty();
  const shapes = shapesFor(household);
  const [name, choose] = useState(shapes[0]!);
  const [form] = Form.useForm<Draft>();
  const act = useAct('POST /counties/:county/events');
  const send = (draft: Draft): void =>
    act.mutate(
      { params: { county }, body: proposalOf(name, draft, household) },
      {
        onSuccess: ({ event_no }) => {
          onProposed(event_no);
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t('propose')}
      ok={t('send')}
      help={t('proposeLead')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        initialValues={{ date: today }}
        onFinish={send}
        scrollToFirstError
      >
        <Form.Item label={t('what')}>
          <Select<ShapeName>
            value={name}
            onChange={choose}
            options={shapes.map((value) => ({ value, label: t(`shape.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="date" label={t('field.date')} rules={[{ required: true }]}>
          <Input type="date" max={today} />
        </Form.Item>
        {fieldsOf(name)
          .filter(({ field }) => field !== 'household_no' || household === undefined)
          .map(({ field, isNeeded }) => (
            <Form.Item
              key={`${name} ${field}`}
              name={field}
              label={t(`field.${field as Exclude<EventField, 'new_person_no'>}`)}
              rules={[{ required: isNeeded }]}
              {...(field === 'person_no' && TAKES_OTHERS.has(name) && { extra: t('numbersOf') })}
            >
              {controlFor(field, name, household)}
            </Form.Item>
          ))}
        <Form.Item name="document" label={t('field.document')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function controlFor(field: EventField, name: ShapeName, household: KnownHousehold | undefined): ReactNode {
  switch (field) {
    case 'person_no':
      if (TAKES_OTHERS.has(name) || !household) return <Input maxLength={500} />;
      return (
        <Select
          mode="multiple"
          options={household.members.map(({ person_no, name }) => ({
            value: person_no ?? '',
            label: `${name ?? '🔒'} ${person_no ?? ''}`,
          }))}
        />
      );
    case 'group':
      return <TermSelect list="group" only={name === 'lift' ? LIFTED_TO : undefined} />;
    case 'sex':
      return <TermSelect list="sex" />;
    case 'relation':
      return <TermSelect list="relation" />;
    case 'area_code':
      return <AreaField />;
    case 'birth_date':
      return <BirthField />;
    case 'households':
    case 'persons':
      return <InputNumber precision={0} style={{ width: '100%' }} />;
    default:
      return <Input maxLength={500} />;
  }
}

const LIFTED_TO: readonly string[] = ['general', 'non_high_standard_lifted'];

interface Controlled {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

function TermSelect({
  list,
  only,
  ...field
}: Controlled & { readonly list: TermList; readonly only?: readonly string[] | undefined }) {
  const term = useTerm();
  const codes = only ?? termsOf(list);
  return (
    <Select
      allowClear={useClearable()}
      options={codes.map((value) => ({ value, label: term(list, value) }))}
      {...field}
    />
  );
}

function BirthField(field: Controlled) {
  const today = useToday();
  const { onChange, ...rest } = field;
  return <Input type="date" max={today} {...rest} onChange={({ target }) => onChange?.(target.value)} />;
}

/** Ant Design's form hands value and change to its child. */
function AreaField({ value, onChange }: Controlled) {
  return <AreaPicker value={value} onChange={(code) => onChange?.(code)} />;
}

function proposalOf(name: ShapeName, draft: Draft, household: KnownHousehold | undefined): Proposal {
  const { person_no, date, ...rest } = draft;
  const asked = new Set<string>([...fieldsOf(name).map(({ field }) => field), 'document']);
  const given = Object.entries(rest).filter(
    ([field, value]) => asked.has(field) && value !== undefined && value !== '' && value !== null,
  );
  const numbers = Array.isArray(person_no)
    ? person_no
    : String(person_no ?? '')
        .split(/[;；,，\s]+/)
        .filter(Boolean);
  return {
    type: name.split(' ')[0] as Proposal['type'],
    date: String(date),
    ...Object.fromEntries(given),
    ...(household && { household_no: household.household_no }),
    ...(asked.has('person_no') && numbers.length > 0 && { person_nos: numbers }),
  };
}
