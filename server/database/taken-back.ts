/** Thrown to end a transaction on purpose: nothing that it wrote stays, and nothing went wrong. */
export class TakenBack extends Error {}
