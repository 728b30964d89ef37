import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import type { ApiFailure } from '../api/client.ts';
import { useBilingual } from '../i18n/language.ts';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';
import './bulk.css';

interface Refused {
  readonly name: string;
  readonly failure: ApiFailure;
}
interface Run {
  readonly title: string;
  readonly done: number;
  readonly all: number;
  readonly refused: readonly Refused[];
}

/** One act for each of many, one after the other; every one succeeds or is refused for itself. */
export function useBulk() {
  const client = useQueryClient();
  const [run, setRun] = useState<Run>();
  const start = async <Item,>(
    title: string,
    items: readonly Item[],
    nameOf: (item: Item) => string,
    act: (item: Item, key: string) => Promise<unknown>,
  ): Promise<void> => {
    const refused: Refused[] = [];
    for (const [done, item] of items.entries()) {
      setRun({ title, done, all: items.length, refused: [...refused] });
      await act(item, crypto.randomUUID()).catch((failure: unknown) =>
        refused.push({ name: nameOf(item), failure: failure as ApiFailure }),
      );
    }
    setRun({ title, done: items.length, all: items.length, refused });
    await client.invalidateQueries();
  };
  return { run, start, clear: () => setRun(undefined), isRunning: run !== undefined && run.done < run.all };
}

/** How far it is, and afterwards what was done and what was refused, with the reason of each. */
export function BulkState({ run, clear }: Pick<ReturnType<typeof useBulk>, 'run' | 'clear'>) {
  const t = useWords(common);
  const say = useBilingual();
  if (!run) return null;
  const { title, done, all, refused } = run;
  if (done < all)
    return (
      <div role="status" className="bulk-state">
        {title} {done}/{all}
        <Progress percent={Math.round((done / all) * 100)} showInfo={false} />
      </div>
    );
  return (
    <Alert
      className="bulk-state"
      type={refused.length > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      title={t('bulkDone', { title, done: all - refused.length, all })}
      description={
        refused.length > 0 && (
          <ul>
            {refused.map(({ name, failure }) => (
              <li key={name}>
                <strong>{name}</strong> {say(failure.sentence)} <small>{failure.code}</small>
              </li>
            ))}
          </ul>
        )
      }
      action={
        <Button size="small" onClick={clear}>
          {t('close')}
        </Button>
      }
    />
  );
}
