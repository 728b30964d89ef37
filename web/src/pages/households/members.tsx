import type { TableColumnsType } from 'antd';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useSight } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { PersonalValue } from '../../ui/personal.tsx';
import { type TermList, useTerm } from '../../ui/terms.ts';
import type { Household } from './household.tsx';
import { words } from './words.ts';

type Member = Household['members'][number];

export function Members({ of: { members, day } }: { readonly of: Household }) {
  const t = useWords(words);
  const { count } = useFormat();
  const term = useTerm();
  const isHealthSeen = useSight('health') !== 'none';
  const isPersonSeen = useSight('person') !== 'none';
  const seen = (list: TermList, value: string | null, always = false) => (
    <PersonalValue of={value} always={always} as={(code) => term(list, code)} />
  );
  // An empty cell and a hidden one are not the same.
  const healthOf = ({ health }: Member) => seen('health', health, !isHealthSeen);
  const labourOf = ({ labour }: Member) => seen('labour', labour, !isPersonSeen);
  const educationOf = ({ education }: Member) => seen('education', education, !isPersonSeen);
  const born = ({ birth_date }: Member) => (
    <PersonalValue
      of={birth_date}
      always
      as={(date) => (date.length === 10 ? t('age', { date, age: ageOn(day, date) }) : date)}
    />
  );
  const columns: TableColumnsType<Member> = [
    { title: t('name'), render: (_, { name }) => <PersonalValue of={name} always /> },
    { title: t('relation'), render: (_, { relation }) => seen('relation', relation, true) },
    { title: t('sex'), width: 80, render: (_, { sex }) => seen('sex', sex, true) },
    { title: t('born'), width: 190, render: (_, member) => born(member) },
    { title: t('health'), render: (_, member) => healthOf(member) },
    { title: t('labour'), render: (_, member) => labourOf(member) },
    { title: t('education'), render: (_, member) => educationOf(member) },
    {
      title: t('idNumber'),
      width: 190,
      render: (_, { id_number_masked }) => <PersonalValue of={id_number_masked} />,
    },
  ];
  return (
    <Section title={`${t('members')} · ${count(members.length)}`}>
      <DataTable
        label={t('members')}
        rows={members}
        columns={columns}
        rowKey={({ person_no }) => person_no ?? ''}
        empty={t('noMembers')}
        card={(member) => (
          <div className="card">
            <strong>
              <PersonalValue of={member.name} always />
            </strong>{' '}
            {seen('relation', member.relation, true)} · {seen('sex', member.sex, true)}
            <br />
            {born(member)}
            <br />
            {t('health')} {healthOf(member)} · {t('labour')} {labourOf(member)}
          </div>
        )}
      />
    </Section>
  );
}

/** Full years of life on a day. */
function ageOn(day: string, born: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}
