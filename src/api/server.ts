import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Store } from '../platform/index.ts';
import { Standings } from '../prevention/cases/index.ts';
import { contentRoutes } from './content.ts';
import { NAMED_DOCUMENTS } from './documents.ts';
import { answerFailures } from './failures.ts';
import { Jobs } from './jobs.ts';
import { adder, type AddRoute } from './route.ts';
import { bodyRoutes } from './routes/bodies.ts';
import { accountRoutes } from './routes/accounts.ts';
import { auditRoutes } from './routes/audit.ts';
import { cardRoutes } from './routes/cards.ts';
import { caseRoutes } from './routes/cases.ts';
import { compensationRoutes } from './routes/compensation.ts';
import { detectorRoutes } from './routes/detectors.ts';
import { draftRoutes } from './routes/drafts.ts';
import { entityRoutes } from './routes/entities.ts';
import { escrowRoutes } from './routes/escrows.ts';
import { conditionRoutes } from './routes/conditions.ts';
import { eventRoutes } from './routes/events.ts';
import { figureRoutes } from './routes/figures.ts';
import { fileRoutes } from './routes/files.ts';
import { feedRoutes } from './routes/feeds.ts';
import { findingRoutes } from './routes/findings.ts';
import { grievanceRoutes } from './routes/grievances.ts';
import { handlerRoutes } from './routes/handlers.ts';
import { homeRoutes } from './routes/home.ts';
import { householdFileRoutes } from './routes/household-file.ts';
import { householdRoutes } from './routes/households.ts';
import { importRoutes } from './routes/imports.ts';
import { inventoryRoutes } from './routes/inventories.ts';
import { jobRoutes } from './routes/jobs.ts';
import { landRoutes } from './routes/land.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { linkRoutes } from './routes/links.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { noticeRoutes } from './routes/notices.ts';
import { objectionRoutes } from './routes/objections.ts';
import { outputRoutes } from './routes/outputs.ts';
import { ownFileRoutes } from './routes/own-file.ts';
import { paymentRoutes } from './routes/payments.ts';
import { poolRoutes } from './routes/pools.ts';
import { sampleRoutes } from './routes/samples.ts';
import { policyRoutes } from './routes/policies.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { publicRoutes } from './routes/public.ts';
import { publicEntityRoutes } from './routes/public-entities.ts';
import { qualityRoutes } from './routes/quality.ts';
import { registerRoutes } from './routes/register.ts';
import { responsibilityRoutes } from './routes/responsibility.ts';
import { roundRoutes } from './routes/rounds.ts';
import { searchRoutes } from './routes/search.ts';
import { shareEntryRoutes } from './routes/share-entries.ts';
import { shareRoutes } from './routes/shares.ts';
import { spendingRoutes } from './routes/spending.ts';
import { studyRoutes } from './routes/studies.ts';
import { taskRoutes } from './routes/tasks.ts';
import { workListRoutes } from './routes/work-lists.ts';
import { publicPages } from './public-pages.ts';
import { type Recognise, SESSION_COOKIE, sessions } from './session.ts';
import { Uploads } from './uploads.ts';
import { WEB_DIRECTORY } from './web/build.ts';
import { webRoutes } from './web/routes.ts';

const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;

/** Groups of routes, as the description shows them. */
const TAGS = [
  { name: 'session', description: 'Signing in and out' },
  { name: 'system', description: 'Health and what is loaded' },
];

/** The HTTP application over an open store; not yet listening, so that tests can call it without a network. */
export async function buildServer(store: Store, recognise?: Recognise): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    // A proxy before the server, on the same machine, says for whom it asks.
    trustProxy: 'loopback',
    bodyLimit: 1_000_000,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 100 },
    ajv: { customOptions: { removeAdditional: false, allowUnionTypes: true } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  await server.register(swagger, {
    refResolver: { buildLocalReference: ({ $id }, _, __, i) => (typeof $id === 'string' ? $id : `def-${i}`) },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Terrace',
        version,
        description: 'Targeted poverty prevention: find, decide, pay, build, prove.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          token: { type: 'http', scheme: 'bearer', description: 'The value of the cookie, for programs.' },
        },
      },
      tags: [...TAGS],
    },
  });
  answerFailures(server);
  for (const document of NAMED_DOCUMENTS) server.addSchema(document);
  await sessions(server, store, recognise);
  contentRoutes(server, store, version);
  addRoutes(adder(server, store), server);
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger());
  await publicPages(server, store);
  await webRoutes(server, WEB_DIRECTORY);
  await server.ready();
  return server;
}

/** Every module's routes; what several of them share is made here. */
function addRoutes(add: AddRoute, server: FastifyInstance): void {
  const jobs = new Jobs();
  const standings = new Standings();
  jobRoutes(add, server, jobs);
  const uploads = new Uploads(server);
  importRoutes(add, jobs, uploads);
  feedRoutes(add, jobs, uploads);
  fileRoutes(add);
  draftRoutes(add);
  cardRoutes(add);
  ownFileRoutes(add);
  householdRoutes(add);
  householdFileRoutes(add, standings);
  figureRoutes(add, standings);
  detectorRoutes(add);
  outputRoutes(add);
  findingRoutes(add, jobs);
  caseRoutes(add);
  bodyRoutes(add);
  meetingRoutes(add);
  noticeRoutes(add);
  objectionRoutes(add);
  publicRoutes(add);
  ledgerRoutes(add);
  poolRoutes(add);
  paymentRoutes(add);
  sampleRoutes(add);
  grievanceRoutes(add);
  shareRoutes(add);
  shareEntryRoutes(add);
  roundRoutes(add, jobs);
  entityRoutes(add);
  publicEntityRoutes(add);
  inventoryRoutes(add);
  spendingRoutes(add);
  escrowRoutes(add);
  landRoutes(add);
  linkRoutes(add);
  registerRoutes(add);
  qualityRoutes(add);
  conditionRoutes(add);
  eventRoutes(add, jobs);
  policyRoutes(add);
  proposalRoutes(add);
  compensationRoutes(add);
  studyRoutes(add);
  responsibilityRoutes(add, standings);
  taskRoutes(add);
  accountRoutes(add);
  auditRoutes(add);
  workListRoutes(add, standings);
  handlerRoutes(add);
  homeRoutes(add, standings);
  searchRoutes(add);
}
