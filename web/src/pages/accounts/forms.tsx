import { App, Form, Input, Select } from 'antd';
import { ROLE_NAMES, type RoleName, roleOf } from '../../../../src/access/pure.ts';
import type { Body } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

type NewRole = Body<'POST /accounts/:account/roles'>;
interface Given extends NewRole {
  readonly name: string;
  readonly person: string;
}

/** Only what was filled in: an empty field is none. */
const filled = <Values extends object>(values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Values;

export function OpenForm({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words);
  const act = useAct('POST /accounts');
  const [form] = Form.useForm<Given>();
  return (
    <Dialog
      title={t('open')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(given) => act.mutate({ body: filled(given) }, { onSuccess: onClose })}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, max: 60 }]}>
          <Input autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="person" label={t('person')} rules={[{ required: true, whitespace: true, max: 60 }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <RoleFields />
      </Form>
    </Dialog>
  );
}

export function RoleForm({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const t = useWords(words);
  const act = useAct('POST /accounts/:account/roles');
  const [form] = Form.useForm<NewRole>();
  return (
    <Dialog
      title={t('giveTo', { account })}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(given) => act.mutate({ params: { account }, body: filled(given) }, { onSuccess: onClose })}
      >
        <RoleFields />
      </Form>
    </Dialog>
  );
}

/** The role, and what it is responsible for: only what its reach asks for. */
function RoleFields() {
  const t = useWords(words);
  const say = useBilingual();
  const form = Form.useFormInstance<NewRole>();
  const role = Form.useWatch('role', form) as RoleName | undefined;
  const counties = useGet('GET /content', {}).data?.counties ?? [];
  const reach = role === undefined ? undefined : roleOf(role).reach;
  return (
    <>
      <Form.Item name="role" label={t('role')} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={ROLE_NAMES.map((name) => ({ value: name, label: say(roleOf(name)) }))}
        />
      </Form.Item>
      <Form.Item name="county_code" label={t('county')}>
        <Select
          allowClear={useClearable()}
          placeholder={t('allCounties')}
          options={counties.map(({ county_code, name }) => ({
            value: county_code,
            label: `${name} ${county_code}`,
          }))}
        />
      </Form.Item>
      {reach === 'area' && (
        <Form.Item name="area_code" label={t('area')} rules={[{ required: true }]}>
          <Input inputMode="numeric" />
        </Form.Item>
      )}
      {reach === 'household' && (
        <Form.Item name="household_no" label={t('household')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
      )}
      <Form.Item
        name="until"
        label={t('until')}
        {...(role !== undefined && roleOf(role).isLimited && { extra: t('untilHelp') })}
      >
        <Input type="date" />
      </Form.Item>
    </>
  );
}

export function PasswordForm({
  account,
  onClose,
}: {
  readonly account: string;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const { message } = App.useApp();
  const act = useAct('PUT /accounts/:account/password');
  const [form] = Form.useForm<{ readonly password: string }>();
  return (
    <Dialog
      title={t('passwordOf', { account })}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) =>
          act.mutate(
            { params: { account }, body },
            {
              onSuccess: () => {
                void message.success(t('passwordSet', { account }));
                onClose();
              },
            },
          )
        }
      >
        <Form.Item
          name="password"
          label={t('newPassword')}
          extra={t('passwordRule')}
          rules={[{ required: true, min: 12, max: 128 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
