import { useState } from 'react';
import type { ExplanationDocument } from '../../../../src/policy/pure.ts';
import { yuanDigits } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { type Check, checkAmount, type CheckInputs } from './amount.ts';
import { amountWords } from './words.ts';

/** Goes over an amount on this device, with the rules the server used, and says what it found. */
export function Recompute({
  explanation,
  className = 'light-button',
  ...inputs
}: CheckInputs & { readonly explanation: ExplanationDocument; readonly className?: string }) {
  const t = useWords(amountWords);
  const [checks, setChecks] = useState<readonly Check[]>();
  const isRight = checks?.every((check) => check.isRight);
  return (
    <div className="amount-recompute">
      <button type="button" className={className} onClick={() => setChecks(checkAmount(explanation, inputs))}>
        {t('recompute')}
      </button>
      {checks && (
        <div role="status">
          <p className={isRight ? 'amount-right' : 'amount-wrong'}>
            <span aria-hidden="true">{isRight ? '✓' : '✕'}</span>{' '}
            {isRight ? t('agrees', { amount: yuanDigits(explanation.amount_yuan ?? '') }) : t('differs')}
          </p>
          <ul>
            {checks.map(({ name, isRight: right, stated, found }) => (
              <li key={name}>
                {right ? '✓' : '✕'} {t(`check_${name}`)}
                {!right && `（${t('statedFound', { stated, found })}）`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
