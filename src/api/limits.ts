import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail } from './errors.ts';

/** How often somebody may ask, counted in the memory of this server. */

const SIGN_INS_A_MINUTE = 20;
/** An office of many behind one address opens many pages; a program that reads all notices asks more often. */
const UNSIGNED_A_MINUTE = 600;
const PUBLIC_WORDS_A_MINUTE = 10;
const UPLOADS_A_MINUTE = 30;
/** A phone that comes back from a day without signal sends all its photos at once. */
const PHOTOS_A_MINUTE = 200;

const aMinute = (max: number) => ({
  max,
  timeWindow: '1 minute',
  errorResponseBuilder: (_: FastifyRequest, { ttl }: { ttl: number }) =>
    fail('request.too_many', { seconds: Math.ceil(ttl / 1000) }),
});

/** For the routes of signing in: by address, on top of the lock-out by name. */
export const SIGN_INS: RateLimitOptions = { ...aMinute(SIGN_INS_A_MINUTE), allowList: () => false };

/** For files, which take room: by account. */
export const UPLOADS: RateLimitOptions = {
  ...aMinute(UPLOADS_A_MINUTE),
  allowList: () => false,
  keyGenerator: ({ viewer, ip }) => viewer?.name ?? ip,
};

/** For photos and papers: by account. */
export const PHOTOS: RateLimitOptions = { ...UPLOADS, ...aMinute(PHOTOS_A_MINUTE) };

/** For what people say who have not signed in: by address, which a whole village may share. */
export const PUBLIC_WORDS: RateLimitOptions = { ...aMinute(PUBLIC_WORDS_A_MINUTE), allowList: () => false };

/** For whoever watches that the server lives. */
export const UNLIMITED = false;

/** Whoever has not signed in is counted by address, whatever of the interface they ask for. Needs `request.viewer`. */
export const limitUnsigned = async (server: FastifyInstance): Promise<void> => {
  await server.register(rateLimit, {
    ...aMinute(UNSIGNED_A_MINUTE),
    allowList: ({ viewer, url }) => viewer !== null || !/^\/(api|public|n)(\/|$|\?)/.test(url),
  });
};
