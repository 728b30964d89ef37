import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { namesOf, type Sheet, STEP_NAMES, type StepName } from '../../../../src/livelihood/shares/pure.ts';
import { words } from './words.ts';

/** Steps of the charter as bars, each from where the last one ended; then the parts that are split. */
export function Waterfall({ sheet }: { readonly sheet: Sheet }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan } = useFormat();
  const whole = Number(sheet.surplus_yuan);
  const nameOf = (step: string) => say(STEP_NAMES[step as StepName]);
  const steps = sheet.steps.filter(({ amount_yuan }) => Number(amount_yuan) > 0);
  const rows = [
    ...steps.map(({ step, amount_yuan, rest_yuan, rate_bp }) => ({
      key: step,
      name: `${nameOf(step)}${rate_bp === null ? '' : ` · ${t('of', { percent: `${rate_bp / 100}%` })}`}`,
      amount: amount_yuan,
      from: whole - Number(rest_yuan) - Number(amount_yuan),
    })),
    ...(Number(sheet.carried_over_yuan) > 0
      ? [
          {
            key: 'carried',
            name: t('carried'),
            amount: sheet.carried_over_yuan,
            from: whole - Number(sheet.carried_over_yuan),
          },
        ]
      : []),
  ];
  return (
    <section>
      <h2>{t('rule')}</h2>
      <p>{t('ruleOrder', { steps: sheet.steps.map(({ step }) => nameOf(step)).join(' → ') })}</p>
      <table className="rounds-bars">
        <tbody>
          {rows.map(({ key, name, amount, from }) => (
            <tr key={key}>
              <th scope="row">
                {name}
                <span className="rounds-bar" aria-hidden="true">
                  <span
                    style={{
                      marginLeft: `${(from / whole) * 100}%`,
                      width: `${(Number(amount) / whole) * 100}%`,
                    }}
                  />
                </span>
              </th>
              <td className="number">{yuan(amount)}</td>
            </tr>
          ))}
          {sheet.pots.map(({ name, columns, amount_yuan }) => (
            <tr key={`pot/${name}`}>
              <th scope="row">　{say(namesOf(columns))}</th>
              <td className="number">{yuan(amount_yuan)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
