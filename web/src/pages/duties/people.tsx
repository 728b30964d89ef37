import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { POST_NAMES, POSTS } from '../../../../src/responsibility/pure.ts';
import type { Reply } from '../../api/client.ts';
import { useAct, usePages } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { useFilters } from '../../ui/address-filters.ts';
import { AreaPicker, useAreas } from '../../ui/areas.tsx';
import { AskWhy } from '../../ui/ask-why.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FilterRow } from '../../ui/filter-row.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { Hidden } from '../../ui/personal.tsx';
import { useTerm } from '../../ui/terms.ts';
import { words } from './words.ts';
import { useClearable } from '../../ui/clearable.tsx';

type Naming = Reply<'GET /counties/:county/namings'>['rows'][number];
interface InCounty {
  readonly county: string;
}

export function People({ county }: InCounty) {
  const t = useWords(words);
  const term = useTerm();
  const may = useMay();
  const filters = useFilters(['name', 'area']);
  const { name, area } = filters.values;
  const [isNaming, setNaming] = useState(false);
  const [ending, setEnding] = useState<Naming>();
  const pages = usePages('GET /counties/:county/namings', {
    params: { county },
    query: { limit: 100, ...(name !== undefined && { name }), ...(area !== undefined && { area }) },
  });
  const end = (row: Naming) =>
    may('responsibility.end') && (
      <Button size="small" onClick={() => setEnding(row)}>
        {t('end')}
      </Button>
    );
  return (
    <Section
      title={t('people')}
      extra={
        may('responsibility.name') && (
          <Button type="primary" onClick={() => setNaming(true)}>
            {t('nameSomebody')}
          </Button>
        )
      }
    >
      <FilterRow
        filters={filters}
        search={
          <Input.Search
            aria-label={t('find')}
            placeholder={t('find')}
            defaultValue={name}
            allowClear={useClearable()}
            onSearch={(text) => filters.set({ name: text.trim() })}
          />
        }
      >
        <AreaPicker value={area} onChange={(code) => filters.set({ area: code })} />
      </FilterRow>
      <DataTable
        label={t('people')}
        rows={pages.rows}
        query={pages}
        rowKey={({ naming_no }) => String(naming_no)}
        empty={t(filters.isAny ? 'nothing' : 'nobody')}
        columns={[
          { title: t('name'), render: (_, row) => row.responsible_name ?? <Hidden /> },
          { title: t('post'), render: (_, row) => term('post', row.post) },
          { title: t('place'), render: (_, row) => <Place of={row} /> },
          { title: t('since'), dataIndex: 'since' },
          { title: t('until'), render: (_, row) => row.last_day ?? '—' },
          { title: '', render: (_, row) => end(row) },
        ]}
        card={(row) => (
          <div className="card">
            <div>
              <strong>{row.responsible_name ?? <Hidden />}</strong> · {term('post', row.post)}
            </div>
            <div>
              <Place of={row} />
            </div>
            {end(row)}
          </div>
        )}
      />
      {isNaming && <NameForm county={county} onClose={() => setNaming(false)} />}
      {ending && <EndForm county={county} naming={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  );
}

/** An area, or a household, which leads to its page. */
export function Place({
  of: { area_code, household_no },
}: {
  readonly of: { readonly area_code: string | null; readonly household_no: string | null };
}) {
  const { pathOf } = useAreas();
  if (household_no !== null) return <Link to={`/households/${household_no}`}>{household_no}</Link>;
  return area_code === null ? <Hidden /> : pathOf(area_code);
}

function NameForm({ county, onClose }: InCounty & { readonly onClose: () => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const { message } = App.useApp();
  const act = useAct('POST /counties/:county/namings');
  const [form] = Form.useForm<{
    readonly name: string;
    readonly post: (typeof POST_NAMES)[number];
    readonly area?: string;
    readonly household?: string;
  }>();
  const area = Form.useWatch('area', form);
  return (
    <Dialog
      title={t('nameSomebody')}
      isBusy={act.isPending}
      failure={act.error}
      onSubmit={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ name, post, area: area_code, household }) =>
          act.mutate(
            {
              params: { county },
              body: {
                namings: [
                  {
                    name,
                    post,
                    ...(household ? { household_no: household } : { area_code: area_code ?? county }),
                  },
                ],
              },
            },
            {
              onSuccess: () => {
                void message.success(t('named', { name }));
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, max: 60 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="post" label={t('post')} rules={[{ required: true }]}>
          <Select options={POST_NAMES.map((value) => ({ value, label: say(POSTS[value]) }))} />
        </Form.Item>
        <Form.Item name="area" label={t('area')}>
          <AreaPicker value={area} onChange={(code) => form.setFieldValue('area', code)} />
        </Form.Item>
        <Form.Item name="household" label={t('household')}>
          <Input />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function EndForm({
  county,
  naming,
  onClose,
}: InCounty & { readonly naming: Naming; readonly onClose: () => void }) {
  const t = useWords(words);
  const act = useAct('POST /counties/:county/namings/:naming/end');
  const title = t('endOf', { name: naming.responsible_name ?? '' });
  return (
    <AskWhy
      title={title}
      ok={title}
      isBusy={act.isPending}
      onClose={onClose}
      onWhy={(reason) =>
        act.mutate({ params: { county, naming: naming.naming_no }, body: { reason } }, { onSuccess: onClose })
      }
    >
      {act.error && <FailureBlock failure={act.error} />}
    </AskWhy>
  );
}
