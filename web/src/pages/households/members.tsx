import type { TableColumnsType } from 'antd';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
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
  const seen = (list: TermList, value: string | null, always = false) => (
    <PersonalValue of={value} always={always} as={(code) => term(list, code)} />
  );
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
    { title: t('sex'), render: (_, { sex }) => seen('sex', sex, true) },
    { title: t('born'), render: (_, member) => born(member) },
    { title: t('health'), render: (_, { health }) => seen('health', health) },
    { title: t('labour'), render: (_, { labour }) => seen('labour', labour) },
    { title: t('education'), render: (_, { education }) => seen('education', education) },
    {
      title: t('idNumber'),
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
            {t('health')} {seen('health', member.health)} · {t('labour')} {seen('labour', member.labour)}
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
