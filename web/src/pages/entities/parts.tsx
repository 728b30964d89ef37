import { Link } from 'react-router';
import type { Reply } from '../../api/client.ts';
import { SPENDING_STATUSES } from '../../../../src/livelihood/programmes/pure.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { FileLink } from '../../ui/picture-button.tsx';
import { StatusMark, type Tone } from '../../ui/status.tsx';
import { words } from './words.ts';
import { Shape } from '../../ui/shape.tsx';

export type Entity = Reply<'GET /counties/:county/entities/:entity'>;
export type Request = Reply<'GET /counties/:county/expenditures'>['rows'][number];
export interface OfEntity {
  readonly county: string;
  readonly entity: Entity;
}

/** Papers that show it, each to open. */
export function Papers({
  of: files,
}: {
  readonly of: readonly { readonly name: string; readonly sha256: string }[];
}) {
  const t = useWords(words);
  return (
    <>
      {files.map((file) => (
        <div key={file.sha256}>
          <Shape of="clip" /> <FileLink file={file} purpose={t('purpose')} />
        </div>
      ))}
    </>
  );
}

const TONES: Readonly<Record<Request['status'], Tone>> = {
  discussing: 'running',
  deciding: 'todo',
  refused: 'refused',
  wrong_body: 'problem',
  noticing: 'waiting',
  contested: 'paused',
  veto_period: 'waiting',
  vetoed: 'refused',
  decided: 'todo',
  awaiting_agent: 'todo',
  suspended: 'paused',
  revoked: 'refused',
  payable: 'todo',
  paid: 'done',
  disclosing: 'soon',
  withdrawn: 'returned',
};

export function RequestStatus({ of: status }: { readonly of: Request['status'] }) {
  const say = useBilingual();
  return <StatusMark tone={TONES[status]}>{say(SPENDING_STATUSES[status])}</StatusMark>;
}

/** The entity above it, by name. */
export function ParentLink({
  of: { parent_no, parent_name },
}: {
  readonly of: Pick<Entity, 'parent_no' | 'parent_name'>;
}) {
  return parent_no === null ? '—' : <Link to={`/entities/${parent_no}`}>{parent_name ?? parent_no}</Link>;
}

export function HouseholdLink({ no }: { readonly no: string | null }) {
  return no === null ? '—' : <Link to={`/households/${no}`}>{no}</Link>;
}
