import { Button, Form, Input, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Bilingual, useBilingual } from '../i18n/language.ts';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';
import { Shape } from './shape.tsx';

const KEPT = 'terrace.purpose.';

/**
 * Why personal data are read on a page: what people come to it for, unless they say another reason, which then holds
 * until the window closes. The server logs it with each look.
 */
export function usePurpose(page: string, usual: Bilingual) {
  const say = useBilingual();
  const [own, setOwn] = useState(() => sessionStorage.getItem(KEPT + page) ?? '');
  const state = (purpose: string): void => {
    sessionStorage.setItem(KEPT + page, purpose);
    setOwn(purpose);
  };
  return { purpose: own === '' ? say(usual) : own, state };
}

/** A quiet line: that the look is logged, why, and the way to say another reason. */
export function PurposeLine({ purpose, state }: ReturnType<typeof usePurpose>) {
  const t = useWords(common);
  const [isOpen, open] = useState(false);
  if (!isOpen)
    return (
      <p className="purpose no-print">
        {t('logged', { purpose })}{' '}
        <Button type="link" size="small" onClick={() => open(true)}>
          {t('otherPurpose')}
        </Button>
      </p>
    );
  return (
    <Form<{ readonly purpose: string }>
      className="purpose no-print"
      layout="inline"
      initialValues={{ purpose }}
      onFinish={(form) => {
        state(form.purpose.trim());
        open(false);
      }}
    >
      <Form.Item name="purpose" label={t('purpose')} rules={[{ required: true, whitespace: true, max: 200 }]}>
        <Input maxLength={200} style={{ width: 280 }} />
      </Form.Item>
      <Button htmlType="submit">{t('statePurpose')}</Button>
    </Form>
  );
}

/** A field that the viewer's roles do not show: not the same as an empty one. */
export function Hidden() {
  const t = useWords(common);
  return (
    <Tooltip title={t('hidden')}>
      <span role="img" aria-label={t('hidden')}>
        <Shape of="lock" />
      </span>
    </Tooltip>
  );
}

/**
 * A personal field as the server gave it. Null is hidden where the field always has a value (`always`); else it may as
 * well be empty. What is masked keeps its stars.
 */
export function PersonalValue({
  of: value,
  always = false,
  as = (text) => text,
}: {
  readonly of: string | number | null | undefined;
  readonly always?: boolean;
  readonly as?: (text: string) => ReactNode;
}) {
  if (value === null || value === undefined || value === '') return always ? <Hidden /> : '—';
  const text = String(value);
  return text === '*' ? <Hidden /> : as(text);
}
