import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { Store } from '../platform/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the account that has signed in. */
    viewer: string | undefined;
  }
}

/** Until sign-in is merged: who the tests say has signed in. */
export const testViewer = new AsyncLocalStorage<string>();

export async function sessions(server: FastifyInstance, _store: Store): Promise<void> {
  server.decorateRequest('viewer', undefined);
  server.addHook('onRequest', async (request) => {
    request.viewer = testViewer.getStore();
  });
}
