import { useQuery } from '@tanstack/react-query';
import { addressOf } from '../../api/client.ts';

/** The refused rows of an import as the file that can be downloaded. */
export function useRejects(job: string | undefined) {
  const address = job === undefined ? '' : `${addressOf('GET /jobs/:job', { params: { job } })}/rejects`;
  const { data } = useQuery({
    queryKey: ['rejects', job],
    queryFn: async ({ signal }) => {
      const answer = await fetch(address, { signal, credentials: 'same-origin' });
      return answer.ok ? answer.text() : '';
    },
    enabled: job !== undefined,
    staleTime: Infinity,
  });
  return { data, address };
}
