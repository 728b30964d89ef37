import { Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Body } from '../../api/client.ts';
import { useAct } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type TermList, termsOf, useTerm } from '../../ui/terms.ts';
import { conditionWords } from './condition-words.ts';
import { useClearable } from '../../ui/clearable.tsx';

type Change = Body<'POST /counties/:county/condition-changes'>;
type Part = 'causes' | 'land' | 'houses';
const PARTS: readonly Part[] = ['causes', 'land', 'houses'];

interface Draft {
  readonly since: string;
  readonly causes?: NonNullable<Change['causes']>;
  readonly land_kind?: NonNullable<Change['land']>[number]['land_kind'];
  readonly mu?: string;
  readonly house_no?: string;
  readonly house_type?: NonNullable<Change['houses']>[number]['house_type'];
  readonly area_m2?: string;
  readonly grade?: NonNullable<Change['houses']>[number]['grade'];
  readonly reason: string;
  readonly document?: string;
}

/** What holds of a household from a day on, for somebody else to approve. */
export function ChangeDialog({
  household,
  onClose,
  onProposed,
}: {
  readonly household: string;
  readonly onClose: () => void;
  readonly onProposed: (change: string) => void;
}) {
  const t = useWords(conditionWords);
  const { code: county } = useCounty();
  const today = useToday();
  const [part, choose] = useState<Part>('causes');
  const [form] = Form.useForm<Draft>();
  const act = useAct('POST /counties/:county/condition-changes');
  const send = (draft: Draft): void =>
    act.mutate(
      { params: { county }, body: { household_no: household, ...changeOf(part, draft) } },
      {
        onSuccess: ({ change_no }) => {
          onProposed(change_no);
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t('change')}
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
        initialValues={{ since: today, house_no: '1' }}
        onFinish={send}
        scrollToFirstError
      >
        <Form.Item label={t('part')}>
          <Segmented<Part>
            value={part}
            onChange={choose}
            options={PARTS.map((value) => ({ value, label: t(value) }))}
            aria-label={t('part')}
          />
        </Form.Item>
        <Form.Item name="since" label={t('sinceDay')} rules={[{ required: true }]}>
          <Input type="date" max={today} />
        </Form.Item>
        {part === 'causes' && <CauseFields />}
        {part === 'land' && <LandFields />}
        {part === 'houses' && <HouseFields />}
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="document" label={t('document')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

const MOST_CAUSES = 4;

function useChoices(list: TermList) {
  const term = useTerm();
  return termsOf(list).map((value) => ({ value, label: term(list, value) }));
}

function CauseFields() {
  const t = useWords(conditionWords);
  return (
    <Form.Item name="causes" label={t('causes')} extra={t('causesHelp')} rules={[{ required: true }]}>
      <Select mode="multiple" maxCount={MOST_CAUSES} options={useChoices('cause')} />
    </Form.Item>
  );
}

function SizeField({ name, label }: { readonly name: 'mu' | 'area_m2'; readonly label: string }) {
  const t = useWords(conditionWords);
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true }, { pattern: /^\d{1,5}(\.\d{1,2})?$/, message: t('sizeForm') }]}
    >
      <Input inputMode="decimal" maxLength={8} />
    </Form.Item>
  );
}

function LandFields() {
  const t = useWords(conditionWords);
  return (
    <>
      <Form.Item name="land_kind" label={t('kind')} rules={[{ required: true }]}>
        <Select options={useChoices('landKind')} />
      </Form.Item>
      <SizeField name="mu" label={t('muHelp')} />
    </>
  );
}

function HouseFields() {
  const t = useWords(conditionWords);
  return (
    <>
      <Form.Item name="house_no" label={t('houseNo')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="house_type" label={t('structure')} rules={[{ required: true }]}>
        <Select options={useChoices('houseType')} />
      </Form.Item>
      <SizeField name="area_m2" label={t('m2Help')} />
      <Form.Item name="grade" label={t('grade')}>
        <Select
          allowClear={useClearable()}
          placeholder={t('notAssessed')}
          options={useChoices('houseGrade')}
        />
      </Form.Item>
    </>
  );
}

function changeOf(part: Part, draft: Draft): Omit<Change, 'household_no'> {
  const { since, reason, document, causes, land_kind, mu, house_no, house_type, area_m2, grade } = draft;
  const base = { since, reason: reason.trim(), ...(document?.trim() && { document: document.trim() }) };
  if (part === 'causes') return { ...base, causes: causes ?? [] };
  if (part === 'land') return { ...base, land: [{ land_kind: land_kind!, mu: mu! }] };
  return {
    ...base,
    houses: [
      { house_no: house_no!.trim(), house_type: house_type!, area_m2: area_m2!, grade: grade ?? null },
    ],
  };
}
