import { Select } from 'antd';
import type { Reply } from '../../api/client.ts';

/** One of the bodies, by name and where it is. */
export function BodySelect({
  bodies,
  onPick,
  onChange,
  ...field
}: {
  readonly bodies: Reply<'GET /counties/:county/bodies'>['rows'];
  readonly onPick?: () => void;
  readonly id?: string;
  readonly value?: number;
  readonly onChange?: (no: number) => void;
}) {
  return (
    <Select<number>
      {...field}
      showSearch={{ optionFilterProp: 'label' }}
      options={bodies.map(({ body_no, name, area_name }) => ({
        value: body_no,
        label: name.includes(area_name) ? name : `${area_name} · ${name}`,
      }))}
      onChange={(no: number) => {
        onChange?.(no);
        onPick?.();
      }}
    />
  );
}
