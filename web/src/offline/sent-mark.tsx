import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/words.ts';
import { StatusMark, type Tone } from '../ui/status.tsx';
import type { Sent } from './draft.ts';
import { keptSince } from './kept.ts';
import { offlineWords } from './words.ts';

const TONES: Readonly<Record<Sent, Tone>> = {
  device: 'device',
  waiting: 'waiting',
  sending: 'sending',
  received: 'done',
  failed: 'problem',
  conflict: 'conflict',
};

/** Where a record or a field stands, in the same words and shapes on every page. */
export function SentMark({ state }: { readonly state: Sent | undefined }) {
  const t = useWords(offlineWords);
  if (!state) return null;
  return <StatusMark tone={TONES[state]}>{t(state)}</StatusMark>;
}

/** Says when what is shown was received, where it comes from the device. */
export function KeptSince({ name }: { readonly name: string }) {
  const t = useWords(offlineWords);
  const { instant } = useFormat();
  const at = keptSince(name);
  return at === undefined ? null : <p className="notice-line">{t('since', { at: instant(at) })}</p>;
}
