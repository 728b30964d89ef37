import { useId, useState } from 'react';
import { fen, type Fen, findFen } from '../../../../src/kernel/pure.ts';
import {
  type Group,
  GROUP_LABELS,
  GROUPS,
  isGroup,
  isPeril,
  type Peril,
  PERIL_LABELS,
  PERILS,
} from '../../../../src/policy/pure.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { type Amount, amountOf, type PolicyLine, scheduleOf } from './amount.ts';
import { exact, plain } from './sentence.tsx';
import { amountWords } from './words.ts';

const STEPS = [1000n, 5000n];
const YUAN = 100n;

/** The same calculation with another bill, group or peril; decides nothing, asks nobody. */
export function WhatIf({
  amount,
  lines = [],
}: {
  readonly amount: Amount;
  /** Rules of the other groups and perils; without them only the bill changes. */
  readonly lines?: readonly PolicyLine[] | undefined;
}) {
  const t = useWords(amountWords);
  const say = useBilingual();
  const id = useId();
  const { schedule, selfPaidFen, alreadyPaidFen, usedElsewhereFen } = amount;
  const [by, setBy] = useState('1000');
  const [group, setGroup] = useState<Group>(schedule.group);
  const [peril, setPeril] = useState<Peril>(schedule.peril);
  const change = readChange(by);
  const isOwnRule = group === schedule.group && peril === schedule.peril;
  const rule = isOwnRule ? schedule : scheduleOf(lines, group, peril);
  const bill: Fen = change === undefined || selfPaidFen + change < 0n ? fen(0) : fen(selfPaidFen + change);
  const then =
    rule && amountOf(rule, bill, { alreadyPaidFen, usedElsewhereFen: isOwnRule ? usedElsewhereFen : fen(0) });
  const hasRule = (g: Group, p: Peril): boolean =>
    (g === schedule.group && p === schedule.peril) ||
    lines.some((line) => line.group === g && line.peril === p);
  return (
    <div className="amount-what-if">
      <p className="amount-hint">{t('whatIfHelp')}</p>
      <div className="amount-inputs">
        <label htmlFor={`${id}-by`}>{t('billBy')}</label>
        <span className="amount-steps">
          <input
            id={`${id}-by`}
            inputMode="decimal"
            value={by}
            aria-invalid={change === undefined}
            onChange={(event) => setBy(event.target.value)}
          />
          {STEPS.map((step) => (
            <button key={String(step)} type="button" onClick={() => setBy(String(step))}>
              {t('moreBy', { amount: plain(step * YUAN) })}
            </button>
          ))}
          <button type="button" onClick={() => setBy(String(-STEPS[0]!))}>
            {t('lessBy', { amount: plain(STEPS[0]! * YUAN) })}
          </button>
        </span>
        {lines.length > 0 && (
          <>
            <Choice
              id={`${id}-group`}
              label={t('otherGroup')}
              value={group}
              onChange={(value) => isGroup(value) && setGroup(value)}
              options={GROUPS.filter((each) => each === group || PERILS.some((p) => hasRule(each, p))).map(
                (each) => [each, say(GROUP_LABELS[each])],
              )}
            />
            <Choice
              id={`${id}-peril`}
              label={t('otherPeril')}
              value={peril}
              onChange={(value) => isPeril(value) && setPeril(value)}
              options={PERILS.filter((each) => each === peril || hasRule(group, each)).map((each) => [
                each,
                say(PERIL_LABELS[each]),
              ])}
            />
          </>
        )}
        {(by !== '0' || !isOwnRule) && (
          <button
            type="button"
            className="amount-reset"
            onClick={() => {
              setBy('0');
              setGroup(schedule.group);
              setPeril(schedule.peril);
            }}
          >
            {t('reset')}
          </button>
        )}
      </div>
      {then ? <Compared now={amount} then={then} /> : <p role="status">{t('noLine')}</p>}
    </div>
  );
}

function Choice({
  id,
  label,
  value,
  onChange,
  options,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}

function readChange(text: string): Fen | undefined {
  const digits = text
    .replaceAll(/[,，\s]/g, '')
    .replace(/^[−－]/, '-')
    .replace(/^\+/, '');
  return digits === '' ? fen(0) : findFen(digits);
}

function Compared({ now, then }: { readonly now: Amount; readonly then: Amount }) {
  const t = useWords(amountWords);
  const rows: readonly (readonly [string, Fen, Fen])[] = [
    [t('billRow'), now.selfPaidFen, then.selfPaidFen],
    [t('entitledRow'), now.entitledFen, then.entitledFen],
    [t('ownRow'), now.ownFen, then.ownFen],
  ];
  return (
    <table className="amount-table amount-compared" aria-live="polite">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col" className="number">
            {t('asIs')}
          </th>
          <th scope="col" className="number">
            {t('asIf')}
          </th>
          <th scope="col" className="number">
            {t('difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number" data-label={t('asIs')}>
              {exact(before)}
            </td>
            <td className="number" data-label={t('asIf')}>
              {exact(after)}
            </td>
            <td className="number" data-label={t('difference')}>
              {after > before ? '+' : ''}
              {exact(after - before)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
