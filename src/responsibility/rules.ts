import { isSamePerson } from '../kernel/index.ts';
import { type Level, LEVELS, type Named, type Owner, POSTS, type Rung } from './model.ts';

/** Who answers on a ladder; the lowest rung comes first. Places may lack a level: a county can hold villages directly. */

/** Who leads at a level. A vacant place is answered for by the next lead above; undefined: nobody leads at or above it. */
export function leadAt(ladder: readonly Rung[], level: Level): string | undefined {
  return ladder
    .slice(rungOf(ladder, level))
    .map(leadOf)
    .find((lead) => lead !== undefined);
}

/** Everybody named at a level, or where nobody is, the lead next above. */
export function namedAt(ladder: readonly Rung[], level: Level): readonly string[] {
  const named = ladder[rungOf(ladder, level)]?.named ?? [];
  if (named.length > 0) return named.map(({ name }) => name);
  const lead = leadAt(ladder, level);
  return lead === undefined ? [] : [lead];
}

/** The number of the rung of a level, or of the next one above that the ladder has. */
function rungOf(ladder: readonly Rung[], level: Level): number {
  const found = ladder.findIndex((rung) => LEVELS.indexOf(rung.level) >= LEVELS.indexOf(level));
  return found < 0 ? ladder.length : found;
}

/**
 * The rung a task's owner stands on: that of the level; of a person, the highest they lead. Who leads none stands at the
 * household, or below the area's own lead, so that the first to hear of it is the lead of the village.
 */
export function rungOfOwner(ladder: readonly Rung[], owner: Owner): number {
  if ('level' in owner) return rungOf(ladder, owner.level);
  const led = ladder.findLastIndex((rung) => isSame(leadOf(rung), owner.name));
  return led >= 0 ? led : ladder[0]?.level === 'household' ? 0 : -1;
}

const leadOf = ({ named }: Rung): string | undefined =>
  named.find(({ post }: Named) => POSTS[post].leads)?.name;

const isSame = (lead: string | undefined, name: string): boolean =>
  lead !== undefined && isSamePerson(lead, name);
