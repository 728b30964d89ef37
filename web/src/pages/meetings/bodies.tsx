import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Args, Reply } from '../../api/client.ts';
import { useAct, useGet, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe, useToday } from '../../session.ts';
import { AreaPicker } from '../../ui/areas.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBlock, Page } from '../../ui/page.tsx';
import { words } from './words.ts';
import './meetings.css';

type Row = Reply<'GET /counties/:county/bodies'>['rows'][number];
type Order = NonNullable<Args<'POST /counties/:county/bodies'>['body']>;

export function useBodyKinds() {
  const say = useBilingual();
  const { data } = useGet('GET /procedure', {});
  const kinds = data?.bodies ?? [];
  return {
    kinds,
    nameOf: (kind: string) => say(kinds.find((each) => each.kind === kind)?.name ?? { zh: kind, en: kind }),
  };
}

/** Who may review and vote: the bodies and how many sit in them. */
export function BodiesPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { nameOf } = useBodyKinds();
  const mayFound = useMay()('governance.body.found');
  const [isFounding, found] = useState(false);
  const query = usePages(
    'GET /counties/:county/bodies',
    { params: { county }, query: {} },
    { when: county !== '' },
  );
  return (
    <Page
      title={t('bodiesTitle')}
      lead={t('bodiesLead')}
      actions={
        mayFound && (
          <Button type="primary" onClick={() => found(true)}>
            {t('found')}
          </Button>
        )
      }
    >
      <DataTable<Row>
        label={t('bodiesTitle')}
        rows={query.rows}
        query={query}
        rowKey={({ body_no }) => String(body_no)}
        linkOf={({ body_no }) => `/meetings/bodies/${body_no}`}
        empty={t('bodiesEmpty')}
        columns={[
          {
            title: t('name'),
            render: (_, { body_no, name }) => <Link to={`/meetings/bodies/${body_no}`}>{name}</Link>,
          },
          { title: t('kind'), render: (_, { kind }) => nameOf(kind) },
          { title: t('area'), dataIndex: 'area_name' },
          { title: t('members'), dataIndex: 'members', align: 'right' },
          { title: t('since'), dataIndex: 'since' },
        ]}
        card={({ body_no, name, kind, area_name, members }) => (
          <Link className="card" to={`/meetings/bodies/${body_no}`}>
            <strong>{name}</strong>
            <span className="soft">
              {area_name} · {nameOf(kind)} · {t('memberCount', { count: members })}
            </span>
          </Link>
        )}
      />
      {isFounding && <FoundForm onClose={() => found(false)} />}
    </Page>
  );
}

function FoundForm({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const today = useToday();
  const own = useMe().roles.find(({ area_code }) => area_code !== null)?.area_code;
  const { kinds, nameOf } = useBodyKinds();
  const navigate = useNavigate();
  const [form] = Form.useForm<Order>();
  const found = useAct('POST /counties/:county/bodies');
  const required = (field: string) => [{ required: true, message: t('required', { field }) }];
  return (
    <Modal
      open
      title={t('found')}
      okText={t('foundIt')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: found.isPending }}
    >
      <Form<Order>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ since: today, ...(own && { area: own }) }}
        onFinish={(body) =>
          found.mutate(
            { params: { county }, body },
            { onSuccess: ({ body_no }) => void navigate(`/meetings/bodies/${body_no}`) },
          )
        }
      >
        <Form.Item name="kind" label={t('kind')} rules={required(t('kind'))}>
          <Select options={kinds.map(({ kind }) => ({ value: kind, label: nameOf(kind) }))} />
        </Form.Item>
        <Form.Item name="name" label={t('name')} rules={required(t('name'))}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="area" label={t('area')} rules={required(t('area'))}>
          <AreaField />
        </Form.Item>
        <Form.Item name="since" label={t('since')} rules={required(t('since'))}>
          <Input type="date" />
        </Form.Item>
        {found.error && <FailureBlock failure={found.error} />}
      </Form>
    </Modal>
  );
}

function AreaField(field: {
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
}) {
  return <AreaPicker value={field.value} onChange={(code) => field.onChange?.(code)} />;
}
