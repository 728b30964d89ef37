import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useAct, useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { HouseholdPicker } from '../../ui/household-picker.tsx';
import { Answer, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { usePurpose } from '../../ui/personal.tsx';
import { termsOf, useTerm } from '../../ui/terms.ts';
import { useBodyKinds } from './bodies.tsx';
import { words } from './words.ts';
import './meetings.css';

type Body = Reply<'GET /counties/:county/bodies/:body'>;
type Member = Body['members'][number];

/** One body: who sits in it, and whose relatives they are. */
export function BodyPage() {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { nameOf } = useBodyKinds();
  const no = Number(useParams()['body']);
  const body = useGet(
    'GET /counties/:county/bodies/:body',
    { params: { county, body: no } },
    { when: county !== '' },
  );
  const { data } = body;
  return (
    <Page
      title={data?.name ?? t('body')}
      lead={data && t('bodyLead', { area: data.area_name, kind: nameOf(data.kind), since: data.since })}
    >
      <Answer of={body}>
        {(found) => (
          <>
            <Members body={found} />
            <Kinships body={found} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Members({ body }: { readonly body: Body }) {
  const t = useWords(words);
  const term = useTerm();
  const mayAppoint = useMay()('governance.body.appoint');
  const { kinds } = useBodyKinds();
  const isWeighted = kinds.find(({ kind }) => kind === body.kind)?.isWeighted ?? false;
  const [isAppointing, appoint] = useState(false);
  const [leaving, setLeaving] = useState<Member>();
  const action = (member: Member): ReactNode =>
    mayAppoint && (
      <Button aria-label={`${t('endMember')}：${member.name}`} onClick={() => setLeaving(member)}>
        {t('endMember')}
      </Button>
    );
  return (
    <Section
      title={t('members')}
      extra={
        mayAppoint ? (
          <Button type="primary" onClick={() => appoint(true)}>
            {t('appoint')}
          </Button>
        ) : (
          <span className="soft">{t('mayNot')}</span>
        )
      }
    >
      <DataTable<Member>
        label={t('members')}
        rows={body.members}
        rowKey={({ member_no }) => String(member_no)}
        empty={t('membersEmpty')}
        columns={[
          { title: t('memberNo'), dataIndex: 'member_no', width: 64 },
          { title: t('memberName'), dataIndex: 'name' },
          { title: t('role'), render: (_, { role }) => term('seat', role) },
          {
            title: t('household', { no: '' }),
            render: (_, { household_no }) => household_no ?? t('noNumber'),
          },
          ...(isWeighted ? [{ title: t('weight'), dataIndex: 'weight', align: 'right' as const }] : []),
          { title: t('since'), dataIndex: 'since' },
          { title: '', render: (_, member) => action(member), align: 'right' },
        ]}
        card={(member) => (
          <div className="card card-row">
            <span>
              <strong>{member.name}</strong>
              <span className="soft">
                {' '}
                {term('seat', member.role)} · {member.household_no ?? t('noNumber')}
              </span>
            </span>
            {action(member)}
          </div>
        )}
      />
      {isAppointing && <AppointForm body={body} isWeighted={isWeighted} onClose={() => appoint(false)} />}
      {leaving && <EndForm body={body} member={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  );
}

interface Appointment {
  readonly name: string;
  readonly household?: string;
  readonly role: Member['role'];
  readonly weight?: number;
  readonly since: string;
}

function AppointForm({
  body,
  isWeighted,
  onClose,
}: {
  readonly body: Body;
  readonly isWeighted: boolean;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const today = useToday();
  const purpose = useMemberPurpose();
  const [form] = Form.useForm<Appointment>();
  const appoint = useAct('POST /counties/:county/bodies/:body/members');
  const required = (field: string) => [{ required: true, message: t('required', { field }) }];
  return (
    <Modal
      open
      title={t('appoint')}
      okText={t('appointIt')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: appoint.isPending }}
    >
      <Form<Appointment>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'member', since: today, weight: 1 }}
        onFinish={({ name, household, role, weight, since }) =>
          appoint.mutate(
            {
              params: { county, body: body.body_no },
              body: {
                since,
                members: [
                  {
                    name: name.trim(),
                    role,
                    ...(household && { household }),
                    ...(isWeighted && { weight: String(weight ?? 1) }),
                  },
                ],
              },
            },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="name" label={t('memberName')} rules={required(t('memberName'))}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="household" label={t('memberHousehold')} extra={t('memberHouseholdHelp')}>
          <HouseholdPicker purpose={purpose} area={body.area_code} />
        </Form.Item>
        <Form.Item name="role" label={t('role')} rules={required(t('role'))}>
          <Select options={termsOf('seat').map((role) => ({ value: role, label: term('seat', role) }))} />
        </Form.Item>
        {isWeighted && (
          <Form.Item name="weight" label={t('weight')}>
            <InputNumber min={1} precision={0} />
          </Form.Item>
        )}
        <Form.Item name="since" label={t('since')} rules={required(t('since'))}>
          <Input type="date" />
        </Form.Item>
        {appoint.error && <FailureBlock failure={appoint.error} />}
      </Form>
    </Modal>
  );
}

const useMemberPurpose = (): string =>
  usePurpose('bodies', { zh: '登记议事机构成员', en: 'appointing members of a body' }).purpose;

function EndForm({
  body,
  member,
  onClose,
}: {
  readonly body: Body;
  readonly member: Member;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const today = useToday();
  const [form] = Form.useForm<{ readonly last_day: string; readonly reason: string }>();
  const end = useAct('POST /counties/:county/bodies/:body/members/:member/end');
  const required = (field: string) => [{ required: true, message: t('required', { field }) }];
  return (
    <Modal
      open
      title={t('endTitle', { name: member.name })}
      okText={t('endIt')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: end.isPending }}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ last_day: today }}
        onFinish={(said) =>
          end.mutate(
            { params: { county, body: body.body_no, member: member.member_no }, body: said },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="last_day" label={t('lastDay')} rules={required(t('lastDay'))}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={required(t('reason'))}>
          <Input maxLength={200} />
        </Form.Item>
        {end.error && <FailureBlock failure={end.error} />}
      </Form>
    </Modal>
  );
}

function Kinships({ body }: { readonly body: Body }) {
  const t = useWords(words);
  const mayDeclare = useMay()('governance.body.kinship');
  const [isAdding, add] = useState(false);
  const nameOf = (no: number): string =>
    body.members.find(({ member_no }) => member_no === no)?.name ?? String(no);
  return (
    <Section
      title={t('kinship')}
      extra={
        mayDeclare && body.members.length > 0 && <Button onClick={() => add(true)}>{t('addKin')}</Button>
      }
    >
      <p className="soft">{t('kinshipHelp')}</p>
      {body.kinship.length === 0 ? (
        <p>{t('kinshipEmpty')}</p>
      ) : (
        <ul className="files">
          {body.kinship.map(({ member_no, household_no, relation }) => (
            <li key={`${member_no} ${household_no}`}>
              {nameOf(member_no)} · {relation} · {t('household', { no: household_no })}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <KinForm body={body} onClose={() => add(false)} />}
    </Section>
  );
}

function KinForm({ body, onClose }: { readonly body: Body; readonly onClose: () => void }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const purpose = useMemberPurpose();
  const [form] = Form.useForm<{
    readonly member: number;
    readonly household: string;
    readonly relation: string;
  }>();
  const declare = useAct('POST /counties/:county/bodies/:body/members/:member/kinship');
  const required = (field: string) => [{ required: true, message: t('required', { field }) }];
  return (
    <Modal
      open
      title={t('addKin')}
      okText={t('addIt')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: declare.isPending }}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ member, household, relation }) =>
          declare.mutate(
            {
              params: { county, body: body.body_no, member },
              body: { household, relation: relation.trim() },
            },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="member" label={t('member')} rules={required(t('member'))}>
          <Select options={body.members.map(({ member_no, name }) => ({ value: member_no, label: name }))} />
        </Form.Item>
        <Form.Item name="household" label={t('kinHousehold')} rules={required(t('kinHousehold'))}>
          <HouseholdPicker purpose={purpose} />
        </Form.Item>
        <Form.Item name="relation" label={t('relation')} rules={required(t('relation'))}>
          <Input maxLength={100} />
        </Form.Item>
        {declare.error && <FailureBlock failure={declare.error} />}
      </Form>
    </Modal>
  );
}
