import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { afterwards, useAct } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { FailureBlock } from '../../ui/page.tsx';
import { useTerm } from '../../ui/terms.ts';
import {
  type ItemView,
  listed,
  type MeetingView,
  neededOf,
  resultOf,
  type SeatView,
  thresholdWords,
} from './rules.ts';
import { words } from './words.ts';

/** Who came: a tick each; who stands for whom; and whether that is enough. */
export function AttendanceStep({
  view,
  onDone,
  onProxy,
}: {
  readonly view: MeetingView;
  readonly onDone: () => void;
  /** A proxy is recorded at once; the ticking then goes on. */
  readonly onProxy: () => void;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { meeting, seats, items } = view;
  const attend = useAct('POST /counties/:county/meetings/:meeting/attendance');
  const [here, setHere] = useState<ReadonlySet<number>>(
    new Set(seats.filter(({ presence }) => presence === 'present').map(({ member_no }) => member_no)),
  );
  const [giver, setGiver] = useState<SeatView>();
  const now = seats.map((seat) => withTick(seat, here.has(seat.member_no)));
  const save = (): void => {
    const present = now.filter(({ presence }) => presence === 'present');
    const absent = now.filter(({ presence }) => presence === 'absent');
    afterwards(
      attend.mutateAsync({
        params: { county, meeting: meeting.meeting_no },
        body: { present: present.map(numberOf), absent: absent.map(numberOf) },
      }),
      onDone,
    );
  };
  const tick = (no: number, isHere: boolean): void => {
    const next = new Set(here);
    if (isHere) next.add(no);
    else next.delete(no);
    setHere(next);
  };
  const mayProxy = listed(meeting.proxy_forms).length > 0;
  return (
    <>
      {items[0] && <QuorumMeter view={{ ...view, seats: now }} item={items[0]} />}
      <p className="step-tools">
        <span className="soft">{t('attendanceHelp')}</span>
        <Button onClick={() => setHere(new Set(seats.map(numberOf)))}>{t('allHere')}</Button>
      </p>
      <ul className="people">
        {now.map((seat) => (
          <li key={seat.member_no}>
            <Checkbox
              checked={here.has(seat.member_no)}
              onChange={({ target }) => tick(seat.member_no, target.checked)}
            >
              {seat.name}
            </Checkbox>
            {seat.presence === 'proxy' ? (
              <small className="soft">
                <ProxySaid seat={seat} seats={seats} />
              </small>
            ) : (
              !here.has(seat.member_no) &&
              mayProxy && (
                <Button
                  aria-label={`${t('giveProxy')}：${seat.name}`}
                  onClick={() => {
                    onProxy();
                    setGiver(seat);
                  }}
                >
                  {t('giveProxy')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {!mayProxy && <p className="soft">{t('noProxies')}</p>}
      {giver && (
        <ProxyForm giver={giver} view={{ ...view, seats: now }} onClose={() => setGiver(undefined)} />
      )}
      {attend.error && <FailureBlock failure={attend.error} />}
      <ActionBar>
        <Button type="primary" loading={attend.isPending} onClick={save}>
          {t('saveAttendance', { count: now.filter(({ presence }) => presence === 'present').length })}
        </Button>
      </ActionBar>
    </>
  );
}

const numberOf = ({ member_no }: SeatView): number => member_no;

/** A tick makes present, also who had given a proxy; without one a proxy stays. */
const withTick = (seat: SeatView, isHere: boolean): SeatView => ({
  ...seat,
  presence: isHere ? 'present' : seat.presence === 'proxy' ? 'proxy' : 'absent',
});

function ProxySaid({ seat, seats }: { readonly seat: SeatView; readonly seats: readonly SeatView[] }) {
  const t = useWords(words);
  const term = useTerm();
  const holder = seat.holder_name ?? seats.find(({ member_no }) => member_no === seat.holder_no)?.name ?? '';
  return (
    <>
      {t('proxySaid', {
        holder,
        form: term('proxyForm', seat.proxy_form ?? ''),
        witness: seat.witness ?? '',
        by: seat.recorded_by ?? '',
      })}
    </>
  );
}

/** How many take part, how many must, and what is missing: of all members, or of those entitled to an item. */
export function QuorumMeter({
  view,
  item,
}: {
  readonly view: Pick<MeetingView, 'seats' | 'recusals'>;
  readonly item: ItemView;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const { takingPart, entitled, isQuorate } = resultOf(view, item);
  const needed = neededOf(item.quorum, entitled);
  return (
    <div className="quorum">
      <strong>
        {t('quorum', {
          present: takingPart,
          entitled,
          threshold: say(thresholdWords(item.quorum)),
          needed,
        })}
      </strong>
      <meter
        min={0}
        max={entitled}
        value={takingPart}
        aria-label={t('attendance')}
        className={isQuorate ? 'is-enough' : ''}
      />
      <span className={isQuorate ? 'enough' : 'short'}>
        {isQuorate ? `✓ ${t('quorumOk')}` : t('quorumShort', { count: Math.max(0, needed - takingPart) })}
      </span>
    </div>
  );
}

const OTHER = 0;

/** A proxy: by whom, how, and who heard it. Those ticked as present are recorded with it. */
function ProxyForm({
  giver,
  view: { meeting, seats },
  onClose,
}: {
  readonly giver: SeatView;
  readonly view: MeetingView;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const term = useTerm();
  const { code: county } = useCounty();
  const attend = useAct('POST /counties/:county/meetings/:meeting/attendance');
  const forms = listed(meeting.proxy_forms);
  const [form, setForm] = useState(forms.includes('phone') ? 'phone' : (forms[0] ?? ''));
  const [holder, setHolder] = useState<number>();
  const [holderName, setHolderName] = useState('');
  const [witness, setWitness] = useState('');
  const here = seats.filter(({ presence }) => presence === 'present');
  const isReady =
    holder !== undefined && (holder !== OTHER || holderName.trim() !== '') && witness.trim() !== '';
  const save = (): void =>
    afterwards(
      attend.mutateAsync({
        params: { county, meeting: meeting.meeting_no },
        body: {
          present: here.map(numberOf),
          proxy: {
            member: giver.member_no,
            holder: holder === OTHER ? holderName.trim() : holder!,
            form,
            witness: witness.trim(),
          },
        },
      }),
      onClose,
    );
  return (
    <Modal
      open
      title={t('proxyOf', { name: giver.name })}
      onCancel={onClose}
      onOk={save}
      okText={t('saveProxy')}
      okButtonProps={{ disabled: !isReady, loading: attend.isPending }}
    >
      <div className="dialog-fields">
        <fieldset className="plain">
          <legend>{t('proxyForm')}</legend>
          <Radio.Group
            value={form}
            onChange={({ target }) => setForm(target.value as string)}
            options={forms.map((each) => ({ value: each, label: term('proxyForm', each) }))}
          />
        </fieldset>
        <label>
          <span className="field-name">{t('holder')}</span>
          <Select<number>
            value={holder ?? null}
            onChange={(no) => setHolder(no)}
            options={[
              ...here.map(({ member_no, name }) => ({ value: member_no, label: name })),
              { value: OTHER, label: t('holderOther') },
            ]}
            style={{ width: '100%' }}
          />
          <small className="soft">{t('holderHelp', { count: meeting.proxies_per_holder })}</small>
        </label>
        {holder === OTHER && (
          <label>
            <span className="field-name">{t('holderName')}</span>
            <Input value={holderName} maxLength={60} onChange={({ target }) => setHolderName(target.value)} />
          </label>
        )}
        <label>
          <span className="field-name">{t('witness')}</span>
          <Input value={witness} maxLength={60} onChange={({ target }) => setWitness(target.value)} />
          <small className="soft">{t('witnessHelp')}</small>
        </label>
        {attend.error && <FailureBlock failure={attend.error} />}
      </div>
    </Modal>
  );
}
