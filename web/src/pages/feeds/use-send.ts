import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiFailure, call } from '../../api/client.ts';
import { asSent, type FeedKind } from './model.ts';

interface Feed {
  readonly kind: FeedKind;
  readonly source: string;
  readonly file: File;
  readonly isTrial: boolean;
}

/**
 * Sends a file and answers the job that takes it in. Its key makes one job of a request that is sent again, so that a lost
 * answer takes nothing in twice.
 */
export function useSend(feed: Feed, isAtOnce: boolean) {
  const { kind, source, file, isTrial } = feed;
  const [key] = useState(() => crypto.randomUUID());
  return useQuery<{ readonly id: string }, ApiFailure>({
    queryKey: ['feed', key, isTrial],
    queryFn: async () => {
      const sent = { key, file: asSent(file) };
      if (kind === 'events')
        return call('POST /event-imports', { query: { name: file.name, dry_run: isTrial }, body: '' }, sent);
      const query = { source, file: file.name, dry_run: isTrial };
      return call('POST /imports/:kind', { params: { kind }, query }, sent);
    },
    enabled: isAtOnce,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}
