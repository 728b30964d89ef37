import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';

interface AskWhyProps {
  readonly title: string;
  /** Names what the button does. */
  readonly ok: string;
  readonly isBusy: boolean;
  readonly onWhy: (words: string) => void;
  readonly onClose: () => void;
  /** A refusal, or more to say. */
  readonly children?: ReactNode;
}

/** Asks for the reason of an act that needs one. */
export function AskWhy({ title, ok, isBusy, onWhy, onClose, children }: AskWhyProps) {
  const [form] = Form.useForm<{ readonly words: string }>();
  return (
    <Modal
      open
      title={title}
      okText={ok}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={isBusy}
    >
      {children}
      <Form form={form} layout="vertical" onFinish={({ words }) => onWhy(words.trim())}>
        <Form.Item name="words" label={title} rules={[{ required: true, whitespace: true, max: 500 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
