import { DUPLICATE, PREFERENCE, UNEVEN } from './coverage.ts';
import { DIVERTED_SUBSIDY, ESCROW_BYPASS, IDLE, LOAN_AS_INCOME, NO_LINKAGE, RELIEF_ONLY } from './economy.ts';
import { fail } from '../errors.ts';
import { type Detector, DETECTOR_IDS, type DetectorId } from './model.ts';
import { CAPTURE, FEW, WAITING } from './people.ts';

/** All detectors, by number. */
export const DETECTORS: Readonly<Record<DetectorId, Detector>> = {
  F01: WAITING,
  F03: CAPTURE,
  F04: FEW,
  F05: DUPLICATE,
  F06: UNEVEN,
  F07: PREFERENCE,
  F13: NO_LINKAGE,
  F25: RELIEF_ONLY,
  F31: LOAN_AS_INCOME,
  F32: ESCROW_BYPASS,
  F33: DIVERTED_SUBSIDY,
  F38: IDLE,
};

/** Fails with `detector.unknown`. */
export function getDetector(id: string): Detector {
  const known = DETECTOR_IDS.find((one) => one === id);
  if (!known) throw fail('detector.unknown', { detector: id.slice(0, 20), known: DETECTOR_IDS.join(', ') });
  return DETECTORS[known];
}
