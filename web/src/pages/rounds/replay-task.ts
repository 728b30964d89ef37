import { sha256Hex } from '../../../../src/kernel/pure.ts';
import { isSheet, type Replay, replay } from '../../../../src/livelihood/shares/pure.ts';

/** What the page is told while a sheet is computed again beside it. */
export type Told =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly report: Replay }
  | { readonly kind: 'failed' };

const tell = (told: Told): void => postMessage(told);

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  try {
    if (!isSheet(data)) throw new Error('no sheet');
    const report = replay(data, sha256Hex, (done, of) => tell({ kind: 'progress', done, of }));
    tell({ kind: 'done', report });
  } catch {
    tell({ kind: 'failed' });
  }
});
