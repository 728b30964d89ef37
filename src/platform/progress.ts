/** Says how far a long job is. Implementations: a bar on a terminal, plain lines in a log, nothing. */
export interface Progress {
  /** `done` of `total` units; an unknown total is undefined. */
  readonly update: (done: number, total?: number) => void;
  /** Ends the job with a sentence, or silently. */
  readonly finish: (sentence?: string) => void;
}

export type ProgressFactory = (title: string, unit: string) => Progress;

export const silentProgress: ProgressFactory = () => ({ update: () => {}, finish: () => {} });

const BAR_WIDTH = 24;

/** A bar that redraws itself on a terminal, and a line every few seconds elsewhere. */
export function terminalProgress(stream: {
  isTTY?: boolean;
  write: (text: string) => unknown;
}): ProgressFactory {
  const interval = stream.isTTY ? 100 : 3000;
  return (title, unit) => {
    let last = Date.now();
    let drawn = false;
    const draw = (text: string): void => {
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      drawn = true;
    };
    return {
      update: (done, total) => {
        if (Date.now() - last < interval) return;
        last = Date.now();
        draw(describe(title, unit, done, total));
      },
      finish: (sentence) => {
        if (stream.isTTY && drawn) stream.write('\r\u001b[K');
        if (sentence !== undefined) stream.write(`${sentence}\n`);
      },
    };
  };
}

function describe(title: string, unit: string, done: number, total: number | undefined): string {
  const count = done.toLocaleString('en-US');
  if (total === undefined || total === 0) return `${title} ${count} ${unit}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  return `${title} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${count} ${unit}`;
}
