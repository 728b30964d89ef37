import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Failure } from '../kernel/index.ts';
import type { Store } from '../platform/index.ts';
import { FailureBody } from './model.ts';
import { contentRoutes } from './content.ts';
import { landingPage } from './landing-page.ts';
import { sessions } from './session.ts';

const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;

/** The HTTP application over an open store; not yet listening, so that tests can call it without a network. */
export async function buildServer(store: Store): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    // A proxy before the server, on the same machine, says for whom it asks.
    trustProxy: 'loopback',
    bodyLimit: 1_000_000,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 100 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Terrace',
        version,
        description: 'Targeted poverty prevention: find, decide, pay, build, prove.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'session', description: 'Signing in and out' },
        { name: 'system', description: 'Health and what is loaded' },
      ],
    },
  });
  answerFailures(server);
  await sessions(server, store);
  contentRoutes(server, store, version);
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger());
  server.get('/', { schema: { hide: true } }, landingPage(store));
  await server.ready();
  return server;
}

/** A mendable failure answers with its code and sentence in both languages; a fault says only that it is one. */
function answerFailures(server: FastifyInstance): void {
  server.addSchema(FailureBody);
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Failure) {
      const { seconds } = error.details;
      if (typeof seconds === 'number') void reply.header('retry-after', seconds);
      return reply.status(error.status).send({ code: error.code, message: error.sentence });
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500)
      return reply.status(status).send({
        code: 'request.invalid',
        message: { zh: '请求不符合接口约定。', en: (error as Error).message },
      });
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    return reply.status(500).send({
      code: 'fault',
      message: { zh: '程序出错；没有保存任何内容。', en: 'Terrace failed; nothing was kept.' },
    });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      code: 'request.unknown',
      message: {
        zh: `没有 ${request.method} ${request.url} 这个地址。`,
        en: `There is no ${request.method} ${request.url}.`,
      },
    }),
  );
}
