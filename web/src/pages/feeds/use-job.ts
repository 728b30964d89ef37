import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { addressOf, type ApiFailure, call } from '../../api/client.ts';
import type { Job } from './model.ts';

/** A long piece of work as it goes on: told by the server as it happens. */
export function useJob(id: string | undefined) {
  const client = useQueryClient();
  const job = useQuery<Job, ApiFailure>({
    queryKey: ['job', id],
    queryFn: ({ signal }) => call('GET /jobs/:job', { params: { job: id! } }, { signal }) as Promise<Job>,
    enabled: id !== undefined,
  });
  const isRunning = job.data?.state === 'running';
  useEffect(() => {
    if (!isRunning || id === undefined) return;
    const events = new EventSource(`${addressOf('GET /jobs/:job', { params: { job: id } })}/events`);
    const tell = ({ data }: MessageEvent<string>): void => {
      const state = JSON.parse(data) as Job;
      client.setQueryData(['job', id], state);
      if (state.state === 'running') return;
      events.close();
      // What it wrote shows on every page.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'job' });
    };
    for (const name of ['running', 'done', 'failed']) events.addEventListener(name, tell);
    return () => events.close();
  }, [client, id, isRunning]);
  return job;
}
