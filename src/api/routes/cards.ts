import { Type } from 'typebox';
import type { CardRow } from '../../access/index.ts';
import { endHouseholdCard, householdCards, issueHouseholdCard } from '../../app/cards.ts';
import { type AddRoute, type Call } from '../route.ts';
import { Body, Day, HouseholdNo, ofCounty, Text } from '../schemas.ts';

const tag = 'cards';
const ofHousehold = Type.Object({ ...ofCounty.properties, household: HouseholdNo });

const Card = Type.Object({
  card_no: Type.Integer(),
  issued_on: Day,
  issued_by: Type.String(),
  is_ended: Type.Boolean({ description: 'It was ended, or a later one was issued.' }),
});
const documentOf = ({ card_no, issued_on, issued_by, is_ended }: CardRow) => ({
  card_no,
  issued_on,
  issued_by,
  is_ended,
});

type OfHousehold = { readonly county: string; readonly household: string };
const orderOf = ({ viewer, params }: Call<OfHousehold>) => ({
  actor: viewer,
  countyCode: params.county,
  householdNo: params.household,
});

export function cardRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/households/:household/cards',
    tag,
    summary:
      'Issue a card to a household; the one before ends. The PIN is told this once, with the page to print',
    params: ofHousehold,
    body: Body({
      address: Type.Optional(
        Type.String({
          pattern: '^https?://[^/\\s#?]{1,200}$',
          description: 'Where households reach this server; else as this request reached it.',
        }),
      ),
      paper: Type.Optional(Type.Enum(['a4', 'a6'], { description: 'a4 unless told.' })),
    }),
    status: 201,
    reply: Type.Object({
      card_no: Type.Integer(),
      code: Type.String(),
      pin: Type.String(),
      page: Type.String({ description: 'HTML of one sheet.' }),
    }),
    handle: async (call) => {
      const { address = call.origin, paper } = call.body;
      const issued = await issueHouseholdCard(call.db, orderOf(call), { address, paper });
      const { cardNo, code, pin, page } = issued;
      return { card_no: cardNo, code, pin, page };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/cards',
    tag,
    summary: 'The cards a household has had, the latest first; without numbers and PINs',
    params: ofHousehold,
    reply: Type.Object({ rows: Type.Array(Card) }),
    handle: async (call) => ({ rows: (await householdCards(call.db, orderOf(call))).map(documentOf) }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/households/:household/cards/end',
    tag,
    summary: "End a household's card without a new one; whoever is signed in with it is signed out",
    params: ofHousehold,
    body: Body({ reason: Text }),
    status: 201,
    reply: Type.Object({ rows: Type.Array(Card) }),
    handle: async (call) => {
      const cards = await endHouseholdCard(call.db, { ...orderOf(call), reason: call.body.reason });
      return { rows: cards.map(documentOf) };
    },
  });
}
