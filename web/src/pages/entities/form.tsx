import { App, Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import type { ApiFailure } from '../../api/client.ts';
import { type Bilingual, useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { AreaPicker } from '../../ui/areas.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { HouseholdPicker } from '../../ui/household-picker.tsx';
import { useKeepFile } from '../../ui/keep-file.ts';
import type { Picture } from '../../ui/photo.ts';
import { PictureButton } from '../../ui/picture-button.tsx';
import { useYuanRule, yuanOf } from '../../ui/yuan.ts';
import { words } from './words.ts';
import { Shape } from '../../ui/shape.tsx';

/** What a field of a dialog takes. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind:
    'text' | 'long' | 'yuan' | 'day' | 'number' | 'choice' | 'household' | 'area' | 'yes' | 'lines';
  readonly options?: Readonly<Record<string, Bilingual>>;
  readonly isOptional?: boolean;
  readonly help?: string;
  readonly initial?: string | boolean;
}

export type Given = Readonly<Record<string, string | undefined>>;
export interface Kept {
  readonly name: string;
  readonly sha256: string;
}

interface DialogProps {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly hasFiles?: boolean;
  readonly isBusy: boolean;
  readonly failure: ApiFailure | null;
  readonly onClose: () => void;
  /** Sends what was given; `close` is called when the server took it. */
  readonly onSend: (given: Given, files: readonly Kept[], close: () => void) => void;
}

/** A dialog that records one fact: some fields, perhaps papers, one button. */
export function FactDialog({
  title,
  fields,
  hasFiles = false,
  isBusy,
  failure,
  onClose,
  onSend,
}: DialogProps) {
  const t = useWords(words);
  const { message } = App.useApp();
  const keep = useKeepFile();
  const [files, setFiles] = useState<readonly Picture[]>([]);
  const [form] = Form.useForm<Record<string, string | number | boolean | undefined>>();
  const send = async (raw: Record<string, string | number | boolean | undefined>): Promise<void> => {
    const given = Object.fromEntries(
      fields.flatMap(({ name, kind }) => {
        const value = raw[name];
        if (value === undefined || value === null || value === '' || value === false) return [];
        return [[name, kind === 'yuan' ? yuanOf(String(value))! : String(value).trim()]];
      }),
    );
    const kept: Kept[] = [];
    try {
      for (const file of files) kept.push(await keep.mutateAsync(file));
    } catch {
      // Shown as `keep.error`.
      return;
    }
    onSend(given, kept, () => {
      void message.success(t('saved'));
      onClose();
    });
  };
  return (
    <Dialog
      title={title}
      ok={t('save')}
      isBusy={isBusy || keep.isPending}
      failure={failure ?? keep.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(raw) => void send(raw)}>
        {fields.map((field) => (
          <FieldItem key={field.name} field={field} />
        ))}
        {hasFiles && (
          <Form.Item label={t('files')}>
            {files.map((file) => (
              <div key={file.sha256}>
                <Shape of="clip" /> {file.name}{' '}
                <Button
                  type="link"
                  size="small"
                  onClick={() => setFiles((before) => before.filter((each) => each !== file))}
                >
                  {t('remove')}
                </Button>
              </div>
            ))}
            <PictureButton
              label={t('addFile')}
              onPicture={(file) => setFiles((before) => [...before, file])}
            />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  );
}

function FieldItem({ field }: { readonly field: Field }) {
  const { name, label, kind, isOptional = false, help, initial } = field;
  const yuanRule = useYuanRule();
  return (
    <Form.Item
      name={name}
      label={label}
      {...(help !== undefined && { extra: help })}
      {...(initial !== undefined && { initialValue: initial })}
      {...(kind === 'yes' && { valuePropName: 'checked' })}
      rules={[{ required: !isOptional && kind !== 'yes' }, ...(kind === 'yuan' ? [yuanRule] : [])]}
    >
      <Control field={field} />
    </Form.Item>
  );
}

/** The form hands `value` and `onChange` to it. */
function Control({
  field: { kind, options = {}, isOptional = false },
  ...control
}: {
  readonly field: Field;
  readonly value?: never;
  readonly onChange?: never;
}) {
  const t = useWords(words);
  const say = useBilingual();
  switch (kind) {
    case 'text':
      return <Input maxLength={500} {...control} />;
    case 'long':
      return <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} {...control} />;
    case 'lines':
      return <Input.TextArea maxLength={50_000} autoSize={{ minRows: 6, maxRows: 16 }} {...control} />;
    case 'yuan':
      return <Input inputMode="decimal" {...control} />;
    case 'number':
      return <InputNumber style={{ width: '100%' }} {...control} />;
    case 'day':
      return <Input type="date" {...control} />;
    case 'yes':
      return <Switch {...control} />;
    case 'area':
      return <AreaPicker value={undefined} onChange={() => undefined} {...control} />;
    case 'household':
      return <HouseholdPicker purpose={t('linkage')} {...control} />;
    case 'choice':
      return (
        <Select
          allowClear={isOptional}
          options={Object.entries(options).map(([value, name]) => ({ value, label: say(name) }))}
          {...control}
        />
      );
  }
}
