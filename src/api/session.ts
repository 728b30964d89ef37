import type { FastifyInstance } from 'fastify';
import type { Store } from '../platform/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the account that has signed in. */
    viewer: string | undefined;
  }
}

/** Until sign-in is merged: whom the tests make every request come from; nothing else may set it. */
export const stub: { viewer: string | undefined } = { viewer: undefined };

export async function sessions(server: FastifyInstance, _store: Store): Promise<void> {
  server.decorateRequest('viewer', undefined);
  server.addHook('onRequest', async (request) => {
    request.viewer = stub.viewer;
  });
}
