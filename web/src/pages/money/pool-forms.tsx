import { DatePicker, Form, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useAct, useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useTold } from './parts.tsx';
import { useYuanRule, yuanOf } from '../../ui/yuan.ts';
import { words } from './words.ts';

const KINDS = ['premium', 'pool_top_up', 'pool_refund', 'pool_carry_over'] as const;
type Kind = (typeof KINDS)[number];

interface FormProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly year: number;
}

const isoDay = (day: Dayjs): string => day.format('YYYY-MM-DD');
export function AuthoriseForm({ isOpen, onClose, year }: FormProps) {
  const t = useWords(words);
  const yuanRule = useYuanRule();
  const today = useToday();
  const { code: county } = useCounty();
  const { done } = useTold();
  const act = useAct('POST /counties/:county/pools/:year/authorisations');
  const [form] = Form.useForm<{
    readonly year: number;
    readonly kind: Kind;
    readonly document: string;
    readonly amount: string;
    readonly days?: readonly [Dayjs, Dayjs];
  }>();
  return (
    <Dialog
      title={t('authorise')}
      help={t('authoriseHelp')}
      isOpen={isOpen}
      onClose={onClose}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          year: Number.isNaN(year) ? Number(today.slice(0, 4)) : year,
          kind: 'premium',
        }}
        onFinish={(given) =>
          act.mutate(
            {
              params: { county, year: given.year },
              body: {
                kind: given.kind,
                document: given.document,
                amount_yuan: yuanOf(given.amount)!,
                ...(given.days && { from: isoDay(given.days[0]), to: isoDay(given.days[1]) }),
              },
            },
            {
              onSuccess: ({ authorisation_no }) => {
                done(t('done', { what: t('authorisation', { no: authorisation_no }) }));
                onClose();
              },
            },
          )
        }
      >
        <YearAndKind />
        <Form.Item name="document" label={t('document')} rules={[{ required: true, max: 500 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="amount" label={t('amountField')} rules={[{ required: true }, yuanRule]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="days" label={`${t('from')} – ${t('to')}`}>
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

export function MoveForm({
  isOpen,
  onClose,
  year,
  policy,
}: FormProps & { readonly policy: string | undefined }) {
  const t = useWords(words);
  const yuanRule = useYuanRule();
  const today = useToday();
  const say = useBilingual();
  const { code: county } = useCounty();
  const { done } = useTold();
  const act = useAct('POST /counties/:county/pools/:year/moves');
  const policies = useGet('GET /policies', {}, { when: isOpen });
  const [form] = Form.useForm<{
    readonly year: number;
    readonly kind: Kind;
    readonly policy: string;
    readonly amount?: string;
    readonly people?: number;
  }>();
  const kind = Form.useWatch('kind', form);
  return (
    <Dialog
      title={t('move')}
      help={t('moveHelp')}
      isOpen={isOpen}
      onClose={onClose}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          year: Number.isNaN(year) ? Number(today.slice(0, 4)) : year,
          kind: 'premium',
          policy,
        }}
        onFinish={(given) =>
          act.mutate(
            {
              params: { county, year: given.year },
              body: {
                kind: given.kind,
                policy: given.policy,
                ...(given.amount !== undefined && { amount_yuan: yuanOf(given.amount)! }),
                ...(given.people !== undefined && { people: String(given.people) }),
              },
            },
            {
              onSuccess: (move) => {
                done(t('done', { what: `${t('posting')} ${move.posting_no}` }));
                onClose();
              },
            },
          )
        }
      >
        <YearAndKind />
        <Form.Item name="policy" label={t('policy')} rules={[{ required: true }]}>
          <Select
            options={policies.data?.rows.map(({ id, title }) => ({ value: id, label: say(title) })) ?? []}
          />
        </Form.Item>
        {kind === 'premium' ? (
          <Form.Item name="people" label={t('people')} rules={[{ required: true }]}>
            <InputNumber min={1} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ) : (
          <Form.Item name="amount" label={t('amountField')} rules={[{ required: true }, yuanRule]}>
            <Input inputMode="decimal" />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  );
}

function YearAndKind() {
  const t = useWords(words);
  return (
    <>
      <Form.Item name="year" label={t('year')} rules={[{ required: true }]}>
        <InputNumber min={1900} max={9999} precision={0} />
      </Form.Item>
      <Form.Item name="kind" label={t('kind')} rules={[{ required: true }]}>
        <Select options={KINDS.map((kind) => ({ value: kind, label: t(kind) }))} />
      </Form.Item>
    </>
  );
}
