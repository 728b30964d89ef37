import { useCallback, useEffect, useRef, useState } from 'react';
import type { Told } from './replay-task.ts';

/** Computes a sheet again beside the page, so that it stays usable; works without a connection once it is loaded. */
export function useReplay(): {
  readonly told: Told | undefined;
  readonly start: (sheet: unknown) => void;
} {
  const [told, setTold] = useState<Told>();
  const running = useRef<Worker>(undefined);
  useEffect(() => () => running.current?.terminate(), []);
  const start = useCallback((sheet: unknown) => {
    running.current?.terminate();
    const task = new Worker(new URL('./replay-task.ts', import.meta.url), { type: 'module' });
    running.current = task;
    setTold({ kind: 'progress', done: 0, of: 0 });
    task.addEventListener('message', ({ data }: MessageEvent<Told>) => setTold(data));
    task.addEventListener('error', () => setTold({ kind: 'failed' }));
    task.postMessage(sheet);
  }, []);
  return { told, start };
}
