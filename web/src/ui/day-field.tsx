import { Input } from 'antd';

interface DayFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
  readonly min?: string;
  readonly max?: string;
}

/** A day, chosen with the device's own calendar. */
export function DayField({ label, value, onChange, min, max }: DayFieldProps) {
  return (
    <label className="day-field">
      {label}
      <Input
        type="date"
        value={value}
        {...(min !== undefined && { min })}
        {...(max !== undefined && { max })}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    </label>
  );
}
