import { Button, type ButtonProps } from 'antd';
import { useNarrow } from '../theme/appearance.ts';

/** A button within a row: small on a desk, as large as a thumb needs on a phone. */
export function RowButton(props: ButtonProps) {
  const isNarrow = useNarrow();
  return <Button size={isNarrow ? 'middle' : 'small'} {...props} />;
}
