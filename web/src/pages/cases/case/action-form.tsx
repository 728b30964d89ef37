import { Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../../api/query.ts';
import type { Body } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useBilingual } from '../../../i18n/language.ts';
import { useWords } from '../../../i18n/words.ts';
import { useCounty, useToday } from '../../../session.ts';
import { FailureBlock } from '../../../ui/page.tsx';
import { useTerm } from '../../../ui/terms.ts';
import { common } from '../../../ui/words.ts';
import {
  capital,
  type CaseAmount,
  type CaseView,
  fieldsOf,
  IS_GRAVE,
  isAmount,
  type PossibleAction,
} from '../model.ts';
import { words } from '../words.ts';
import { askedDepartments } from './departments.tsx';
import { EvidenceInput, useEvidence } from './evidence.tsx';

type ActionBody = Body<'POST /counties/:county/cases/:case/actions'>;
type Given = Readonly<Record<string, string | undefined>>;

/** The form of an action, made from what the server says it needs; its button names the act. */
export function ActionForm({
  view,
  action,
  amount,
  onClose,
  onDone,
}: {
  readonly view: CaseView;
  readonly action: PossibleAction;
  readonly amount: CaseAmount | undefined;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}) {
  const t = useWords(words);
  const tc = useWords(common);
  const say = useBilingual();
  const { code: county } = useCounty();
  const [form] = Form.useForm<Given>();
  const evidence = useEvidence();
  const act = useAct('POST /counties/:county/cases/:case/actions');
  const failed = useRef<HTMLDivElement>(null);
  const name = capital(say(action));
  useEffect(() => {
    if (act.error) failed.current?.scrollIntoView({ block: 'nearest' });
  }, [act.error]);

  const submit = async ({ on, usual, ...given }: Given): Promise<void> => {
    const files = action.needsEvidence ? await evidence.keep() : [];
    if (!files) return;
    const reason = [
      usual && usual !== 'other' ? t(`reason_${usual}` as 'reason_other') : '',
      given['reason'],
    ];
    const fields = Object.fromEntries(
      Object.keys(action.fields).flatMap((field) => {
        const value = field === 'reason' ? reason.filter(Boolean).join(t('storyJoin')) : given[field]?.trim();
        return value ? [[field, value]] : [];
      }),
    );
    act.mutate(
      {
        params: { county, case: view.case_no },
        body: {
          action: action.action as ActionBody['action'],
          ...(on && { on }),
          fields,
          ...(files.length > 0 && { evidence: files }),
        },
      },
      { onSuccess: () => onDone(name) },
    );
  };
  const last = view.steps.at(-1)?.day;
  return (
    <Modal
      open
      title={t('actTitle', { action: name, no: view.case_no })}
      okText={name}
      okButtonProps={{ danger: IS_GRAVE.has(action.action), loading: act.isPending || evidence.isBusy }}
      cancelText={tc('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Consequence action={action} amount={amount} />
      <div ref={failed}>{act.error && <FailureBlock failure={act.error} />}</div>
      <Form<Given>
        form={form}
        layout="vertical"
        onFinish={(given) => void submit(given)}
        scrollToFirstError={{ focus: true }}
      >
        {Object.entries(action.fields).map(([field, kind]) => (
          <ActionField key={field} action={action} field={field} kind={kind} view={view} />
        ))}
        {action.needsEvidence && <EvidenceInput {...evidence} />}
        <WhenField first={last} />
      </Form>
      <p className="case-soft">{t('actWarning')}</p>
    </Modal>
  );
}

/** An act is of today, unless somebody writes down later what happened before. */
function WhenField({ first }: { readonly first: string | undefined }) {
  const t = useWords(words);
  const today = useToday();
  const [isEarlier, setEarlier] = useState(false);
  if (!isEarlier)
    return (
      <p>
        {t('actToday')}{' '}
        <Button type="link" size="small" onClick={() => setEarlier(true)}>
          {t('actEarlier')}
        </Button>
      </p>
    );
  return (
    <Form.Item name="on" label={t('actOn')} rules={[{ required: true, message: t('required') }]}>
      <Input type="date" min={first} max={today} style={{ maxWidth: 200 }} />
    </Form.Item>
  );
}

/** What the act moves, in money, before it is done. */
function Consequence({
  action,
  amount,
}: {
  readonly action: PossibleAction;
  readonly amount: CaseAmount | undefined;
}) {
  const t = useWords(words);
  const { yuanInWords } = useFormat();
  if (!isAmount(amount?.amount_yuan)) return null;
  const key = ({ record: 'actRecords', order: 'actPays', pay: 'actPays' } as const)[
    action.action as 'pay'
  ] as 'actPays' | 'actRecords' | undefined;
  return key ? <p>{t(key, { amount: yuanInWords(amount.amount_yuan) })}</p> : null;
}

function ActionField({
  action,
  field,
  kind,
  view,
}: {
  readonly action: PossibleAction;
  readonly field: string;
  readonly kind: string;
  readonly view: CaseView;
}) {
  const t = useWords(words);
  const isOptional = kind.endsWith('?');
  const values = kind.replace(/\?$/, '');
  const label = t(`field_${field}` as 'field_note') + (isOptional ? t('optional') : '');
  const rules = isOptional ? [] : [{ required: true, whitespace: true, message: t('required') }];
  if (field === 'reason') return <ReasonField action={action} label={label} />;
  if (field === 'department') return <DepartmentField action={action} view={view} label={label} />;
  return (
    <Form.Item name={field} label={label} rules={rules}>
      {values === 'text' ? (
        <Input.TextArea rows={3} maxLength={500} showCount />
      ) : values === 'name' ? (
        <Input maxLength={60} />
      ) : (
        <Radio.Group
          options={values.split('|').map((value) => ({ value, label: t(`choice_${value}` as 'choice_yes') }))}
        />
      )}
    </Form.Item>
  );
}

const USUAL: Readonly<Record<string, readonly string[]>> = {
  overrule: ['closed', 'old', 'namesake', 'need'],
  return: ['papers', 'facts', 'visit'],
  reject: ['income', 'assets', 'twice', 'facts'],
  withdraw: ['own', 'solved', 'twice'],
  appeal: ['facts', 'rule', 'namesake'],
  uphold_appeal: ['facts', 'rule'],
  dismiss_appeal: ['right', 'papers'],
};

/** A reason from a list, with the particulars in words. */
function ReasonField({ action, label }: { readonly action: PossibleAction; readonly label: string }) {
  const t = useWords(words);
  const usual = USUAL[action.action] ?? [];
  return (
    <>
      <Form.Item name="usual" label={t('usualReason')} rules={[{ required: true, message: t('required') }]}>
        <Select
          options={[...usual, 'other'].map((value) => ({
            value,
            label: t(`reason_${value}` as 'reason_other'),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={`${label} · ${t('reasonDetail')}`}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
      >
        <Input.TextArea rows={3} maxLength={400} showCount />
      </Form.Item>
    </>
  );
}

function DepartmentField({
  action,
  view,
  label,
}: {
  readonly action: PossibleAction;
  readonly view: CaseView;
  readonly label: string;
}) {
  const t = useWords(words);
  const term = useTerm();
  const asked = askedDepartments(view);
  const isHit = ({ answer, reason }: (typeof asked)[number]): boolean =>
    answer !== undefined && !reason && fieldsOf(answer)['result'] === 'hit';
  const choices = action.action === 'overrule' ? asked.filter(isHit) : asked;
  const only = choices.length === 1 ? choices[0]!.department : undefined;
  return (
    <Form.Item
      name="department"
      label={label}
      initialValue={only}
      rules={[{ required: true, message: t('required') }]}
    >
      <Radio.Group
        options={choices.map(({ department }) => ({
          value: department,
          label: term('department', department),
        }))}
      />
    </Form.Item>
  );
}
