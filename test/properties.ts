import fc from 'fast-check';

/** Every property runs from this seed, so that a failing run repeats and shrinks the same way. */
export const SEED = 20_171_231;

fc.configureGlobal({ seed: SEED });

export { fc };
