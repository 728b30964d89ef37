import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/client.ts';
import { newId } from '../../api/id.ts';
import { type DraftKind, type LocalDraft, write } from '../../offline/draft.ts';
import { putDraft, sendAll, useOutbox } from '../../offline/outbox.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useToday } from '../../session.ts';
import { usePoliciesWithLines } from '../../ui/policies.ts';
import { words } from './words.ts';

export const addressOfDraft = ({ kind, id }: Pick<LocalDraft, 'kind' | 'id'>): string =>
  `/village/${kind === 'declared' ? 'declarations' : 'visits'}/${id}`;

/** A draft on this device, and whether it is being sent. */
export function useDraft(id: string) {
  const { drafts, sending, arrived, isLoaded } = useOutbox();
  return {
    draft: drafts.find((each) => each.id === id),
    isSending: sending === id,
    hasArrived: arrived.some((each) => each.id === id),
    isLoaded,
  };
}

interface Beginning {
  readonly kind: DraftKind;
  readonly about: string;
  readonly household?: string;
  readonly caseNo?: number;
}

/** Begins a draft, or goes on with the one of the same thing, on this phone or begun on another; and opens it. */
export function useBegin(): (beginning: Beginning) => Promise<void> {
  const t = useWords(words);
  const { code: county } = useCounty();
  const { drafts } = useOutbox();
  const today = useToday();
  const [policy] = usePoliciesWithLines();
  const navigate = useNavigate();
  return async ({ kind, about, household, caseNo }) => {
    const own = drafts.find(
      (each) =>
        each.kind === kind && (caseNo === undefined ? each.household === household : each.caseNo === caseNo),
    );
    if (own && (caseNo !== undefined || household !== undefined)) return navigate(addressOfDraft(own));
    const purpose = t(kind === 'declared' ? 'purposeDeclare' : 'purposeVisit');
    const server = await begunElsewhere(county, { kind, household, caseNo, purpose });
    const begun: LocalDraft = {
      id: server?.draft_id ?? newId(),
      kind,
      county,
      about,
      ...(household !== undefined && { household }),
      ...(caseNo !== undefined && { caseNo }),
      changedAt: new Date().toISOString(),
      pending: {},
      ...(server && { server }),
      seen: server?.last_version ?? 0,
      isFinal: false,
      files: [],
    };
    const dated = server ? begun : write(begun, 'day', today);
    await putDraft(server || kind === 'case_visit' || !policy ? dated : write(dated, 'policy', policy.id));
    return navigate(addressOfDraft(begun));
  };
}

const PATIENCE_MS = 4000;

/** An open draft of the same thing; none where nobody answers soon: both become one when they are sent. */
async function begunElsewhere(
  county: string,
  {
    kind,
    household,
    caseNo,
    purpose,
  }: {
    readonly kind: DraftKind;
    readonly household: string | undefined;
    readonly caseNo: number | undefined;
    readonly purpose: string;
  },
) {
  if (household === undefined && caseNo === undefined) return undefined;
  const asked = call('GET /counties/:county/drafts', {
    params: { county },
    query: {
      kind,
      purpose,
      limit: 1,
      ...(caseNo !== undefined && { case: caseNo }),
      ...(caseNo === undefined && household !== undefined && { household }),
    },
  });
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  return Promise.race([asked.then(({ rows }) => rows[0]), late]).catch(() => undefined);
}

const SOON_MS = 1200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps what was written at once, and sends it when the typing pauses. */
export function useSave(): (draft: LocalDraft) => void {
  return useMemo(
    () => (draft) => {
      void putDraft(draft);
      clearTimeout(timer);
      timer = setTimeout(() => void sendAll(), SOON_MS);
    },
    [],
  );
}
