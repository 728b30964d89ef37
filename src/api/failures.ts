import type { FastifyInstance } from 'fastify';
import { type Bilingual, Failure } from '../kernel/index.ts';
import { fail } from './errors.ts';
import { FailureBody } from './model.ts';

/** A mendable failure answers with its code and sentence in both languages; a fault says only that it is one. */
export function answerFailures(server: FastifyInstance): void {
  server.addSchema(FailureBody);
  server.setErrorHandler((error, _request, reply) => {
    const failure = asFailure(
      error as Error & { statusCode?: number; validation?: readonly Fault[]; validationContext?: string },
    );
    if (failure) return reply.status(failure.status).send({ code: failure.code, message: failure.sentence });
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

interface Fault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function asFailure(
  error: Error & { statusCode?: number; validation?: readonly Fault[]; validationContext?: string },
): { status: number; code: string; sentence: Bilingual } | undefined {
  if (error instanceof Failure) return error;
  const [fault] = error.validation ?? [];
  if (fault) return invalid(fault, error.validationContext ?? '');
  const { statusCode = 500 } = error;
  if (statusCode >= 500) return undefined;
  const sentence = { zh: `请求不符合接口约定：${error.message}`, en: error.message };
  return { status: statusCode, code: 'request.invalid', sentence };
}

/** What is wrong with a field, by the keyword of JSON Schema. */
function invalid({ instancePath, keyword, message = 'is not valid', params }: Fault, context: string) {
  const name = (params['missingProperty'] ?? params['additionalProperty'] ?? '') as string;
  const where =
    [instancePath.slice(1).replaceAll('/', '.'), name].filter((part) => part !== '').join('.') || context;
  const limit = (params['limit'] ?? '') as string | number;
  const allowed = (params['allowedValues'] as unknown[] | undefined)?.join(', ') ?? '';
  const zh: Readonly<Record<string, string>> = {
    required: '必须填写',
    additionalProperties: '不是这里的字段',
    type: `类型应为 ${String(params['type'])}`,
    format: `格式应为 ${String(params['format'])}`,
    pattern: '格式不对',
    enum: `应为其中之一：${allowed}`,
    minimum: `不得小于 ${limit}`,
    maximum: `不得大于 ${limit}`,
    minLength: `至少 ${limit} 个字符`,
    maxLength: `至多 ${limit} 个字符`,
  };
  const en: Readonly<Record<string, string>> = {
    required: 'is missing',
    additionalProperties: 'is not a field of this request',
    enum: `must be one of ${allowed}`,
  };
  return fail('request.invalid', {
    where,
    whyZh: zh[keyword] ?? '不符合约定',
    whyEn: en[keyword] ?? message,
  });
}
