import { workSources } from '../app/work.ts';
import type { PlainDate } from '../kernel/index.ts';
import type { Standings } from '../prevention/cases/index.ts';
import { inbox, type InboxEntry } from '../responsibility/index.ts';
import type { Call } from './route.ts';

/** All that waits for a person; where cases stand today is known to the server. */
export async function inboxOf(
  call: Call,
  standings: Standings,
  asked: { readonly county: string; readonly person: string; readonly day: PlainDate },
): Promise<InboxEntry[]> {
  const { county, person, day } = asked;
  const policyOn = await call.policyOn();
  const works = day === call.today ? await standings.of(call.db, policyOn, county, day) : undefined;
  const sources = workSources(policyOn, works);
  return call.read('see.records', (tx) => inbox(tx, county, person, day, sources));
}
