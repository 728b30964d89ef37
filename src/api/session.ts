import type { FastifyInstance } from 'fastify';
import type { Store } from '../platform/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the account that has signed in. */
    viewer: string | undefined;
  }
}

export async function sessions(server: FastifyInstance, _store: Store): Promise<void> {
  server.decorateRequest('viewer', undefined);
}
