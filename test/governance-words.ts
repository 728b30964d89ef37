import { loadPolicies, resolvePolicy } from '../src/policy/index.ts';
import type { ProcedureOn } from '../src/governance/index.ts';

/** The policies, and words without a store, for tests in which something is decided. */
export const BOOK = loadPolicies(new URL('../policies/', import.meta.url).pathname);
export const PROCEDURE: ProcedureOn = (day) => resolvePolicy(BOOK, 'village-governance', day);
export const FILE = { name: 'list.jpg', sha256: 'a'.repeat(64) };
