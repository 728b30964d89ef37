import { Type } from 'typebox';
import { filesOf, keepFile, MEDIA_TYPES, openFile } from '../../evidence/index.ts';
import { type AddRoute, FileBytes, FileReply, Purpose } from '../route.ts';
import { Nullable, ofCounty, Sha256 } from '../schemas.ts';

const tag = 'evidence';
const FileName = Type.String({ minLength: 1, maxLength: 200 });
const MediaType = Type.Enum([...MEDIA_TYPES]);
const Kept = Type.Object({
  name: FileName,
  sha256: Type.String({
    description: 'Of the content that is kept: name and hash are what acts take as evidence.',
  }),
  media_type: MediaType,
  byte_count: Type.Integer(),
});
const FileOf = Type.Object({
  sha256: Type.String(),
  name: Type.String(),
  media_type: Nullable(MediaType),
  byte_count: Nullable(Type.Integer({ description: 'Null: it has not arrived yet.' })),
  brought_by: Type.String(),
});

export function fileRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/files',
    tag,
    summary:
      'Keep a photo or paper (JPEG, PNG, WebP, PDF; 5 MB) without the notes of the camera; the same content again keeps nothing',
    params: ofCounty,
    query: Type.Object({ name: FileName }),
    file: 'bytes',
    status: 201,
    reply: Kept,
    handle: async (call) => {
      const { name, sha256, mediaType, byteCount } = await keepFile(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        name: call.query.name,
        bytes: call.body as Uint8Array,
      });
      return { name, sha256, media_type: mediaType, byte_count: byteCount };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/files',
    tag,
    summary: 'The files of a case, a meeting, a notice or a draft that one may open',
    params: ofCounty,
    query: Type.Object({
      module: Type.Enum(['cases', 'meeting', 'notice', 'draft']),
      id: Type.String({ minLength: 1, maxLength: 60 }),
      purpose: Purpose,
    }),
    reply: Type.Object({ rows: Type.Array(FileOf) }),
    handle: async (call) => {
      const { module, id, purpose } = call.query;
      const files = await filesOf(call.db, {
        viewer: call.viewer,
        countyCode: call.params.county,
        purpose,
        module,
        id,
      });
      const rows = files.map(({ sha256, file_name, media_type, byte_count, recorded_by }) => ({
        sha256,
        name: file_name,
        media_type,
        byte_count,
        brought_by: recorded_by,
      }));
      return { rows };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/files/:sha256',
    tag,
    summary: 'A photo or paper, for those who may see what it belongs to, and for whoever brought it',
    params: Type.Object({ ...ofCounty.properties, sha256: Sha256 }),
    query: Type.Object({ purpose: Purpose }),
    produces: 'file',
    reply: FileBytes,
    handle: async (call) => {
      const { county: countyCode, sha256 } = call.params;
      const { purpose } = call.query;
      const file = await openFile(call.db, { viewer: call.viewer, countyCode, sha256, purpose });
      return new FileReply(file.mediaType, file.name, file.bytes);
    },
  });
}
