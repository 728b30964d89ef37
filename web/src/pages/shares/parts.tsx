import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { words } from './words.ts';

export type RoundRow = Reply<'GET /counties/:county/rounds'>['rows'][number];

const TONES: Readonly<Record<string, Tone>> = {
  proposed: 'todo',
  refused: 'refused',
  approved: 'running',
  on_notice: 'waiting',
  contested: 'paused',
  confirmed: 'todo',
  awaiting_agent: 'waiting',
  authorised: 'todo',
  partly: 'problem',
  paid: 'good',
  reversed: 'reversed',
  withdrawn: 'returned',
};

export function RoundStatusMark({ round }: { readonly round: Pick<RoundRow, 'status' | 'status_name'> }) {
  const say = useBilingual();
  return <StatusMark tone={TONES[round.status!] ?? 'todo'}>{say(round.status_name!)}</StatusMark>;
}

/** Rounds as a list that leads to each. */
export function RoundList({ rows }: { readonly rows: readonly RoundRow[] }) {
  const t = useWords(words);
  const { yuanDigits, count } = useFormat();
  const posted = ({ posted: n, of }: RoundRow) =>
    t('postedOf', { posted: count(n ?? 0), of: count(of ?? 0) });
  return (
    <DataTable
      label={t('rounds')}
      rows={[...rows].reverse()}
      rowKey={({ round_no }) => String(round_no)}
      linkOf={({ round_no }) => `/shares/rounds/${round_no}`}
      empty={t('noRounds')}
      columns={[
        { title: t('entity'), dataIndex: 'entity_name' },
        { title: t('year'), dataIndex: 'year' },
        { title: t('status'), key: 'status', render: (_, round) => <RoundStatusMark round={round} /> },
        {
          title: t('surplus'),
          key: 'surplus',
          align: 'right',
          render: (_, { surplus_yuan }) => yuanDigits(surplus_yuan ?? '0'),
        },
        {
          title: t('shared'),
          key: 'shared',
          align: 'right',
          render: (_, { shared_yuan }) => yuanDigits(shared_yuan ?? '0'),
        },
        { title: t('posted'), key: 'posted', align: 'right', render: (_, round) => posted(round) },
      ]}
      card={(round) => (
        <Link className="card" to={`/shares/rounds/${round.round_no}`}>
          <strong>
            {round.entity_name} {round.year}
          </strong>
          <br />
          <RoundStatusMark round={round} /> {yuanDigits(round.shared_yuan ?? '0')} · {posted(round)}
        </Link>
      )}
    />
  );
}
