import { formatYuan } from '../kernel/index.ts';
import type { Asset } from './chart.ts';

/** Yuan with two decimals, or whole points: how an amount stands in files, JSON and tables. */
export const formatAmount = (amount: bigint, asset: Asset): string =>
  asset === 'CNY' ? formatYuan(amount) : String(amount);

/** The particulars of a failure that name an amount: `{nameZh}` and `{nameEn}`. */
export function inWords<Name extends string>(name: Name, amount: bigint, asset: Asset) {
  const text = formatAmount(amount, asset);
  const [zh, en] = asset === 'CNY' ? ['元', 'yuan'] : ['积分', 'points'];
  return { [`${name}Zh`]: `${text} ${zh}`, [`${name}En`]: `${text} ${en}` };
}
