import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../errors.ts';

/** Everything comes from this server; the component library writes its styles into the page. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const YEAR_S = 31_536_000;

/** The built pages: files under their names, and the one document for every address that is a page. */
export async function webRoutes(server: FastifyInstance, directory: string): Promise<void> {
  const isBuilt = (): boolean => existsSync(join(directory, 'index.html'));
  await server.register(fastifyStatic, {
    root: directory,
    serve: false,
    preCompressed: true,
    index: false,
    cacheControl: false,
  });
  const document = (reply: FastifyReply): FastifyReply => {
    if (!isBuilt()) throw fail('web.notBuilt');
    return guarded(reply).header('cache-control', 'no-cache').sendFile('index.html');
  };
  server.get('/assets/*', { schema: { hide: true } }, (request, reply) =>
    // Their names hold the hash of their content.
    guarded(reply)
      .header('cache-control', `public, max-age=${YEAR_S}, immutable`)
      .sendFile(request.url.slice(1).split('?')[0]!),
  );
  server.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (path.startsWith('/api/')) return reply.callNotFound();
    const file = path.slice(1);
    if (/^[\w-]+\.\w+$/.test(file)) return guarded(reply).header('cache-control', 'no-cache').sendFile(file);
    return document(reply);
  });
}

export const guarded = (reply: FastifyReply): FastifyReply =>
  reply.headers({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
