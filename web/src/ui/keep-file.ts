import { useMutation } from '@tanstack/react-query';
import { type ApiFailure, call } from '../api/client.ts';
import { useCounty } from '../session.ts';
import type { Picture } from './photo.ts';

/** Sends a picture; its answer is what acts name as evidence. The same picture again keeps nothing. */
export function useKeepFile() {
  const { code: county } = useCounty();
  return useMutation<{ readonly name: string; readonly sha256: string }, ApiFailure, Picture>({
    mutationFn: async ({ name, blob }) => {
      const kept = await call(
        'POST /counties/:county/files',
        { params: { county }, query: { name } },
        { file: blob },
      );
      return { name: kept.name, sha256: kept.sha256 };
    },
    networkMode: 'always',
  });
}
