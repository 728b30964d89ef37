import { Button, InputNumber } from 'antd';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number by two large buttons, or typed. */
export function Stepper({ label, value, max, onChange }: StepperProps) {
  const t = useWords(common);
  return (
    <div className="stepper" role="group" aria-label={label}>
      <span className="stepper-label">{label}</span>
      <Button
        aria-label={t('oneLess', { what: label })}
        disabled={value <= 0}
        onClick={() => onChange(value - 1)}
      >
        −
      </Button>
      <InputNumber
        aria-label={label}
        controls={false}
        min={0}
        max={max}
        precision={0}
        value={value}
        onChange={(next) => onChange(next ?? 0)}
      />
      <Button
        aria-label={t('oneMore', { what: label })}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        +
      </Button>
    </div>
  );
}
