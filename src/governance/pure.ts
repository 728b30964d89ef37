/** The rules of votes for the browser: a phone decides by the same lines as the server. */
export { decideItem, type ItemFacts, type ItemResult, type Seat, takingPart } from './meetings/rules.ts';
