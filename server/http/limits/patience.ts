/** Milliseconds that a client may take: Node counts from the first byte, or from the connection where none comes. */
export const patience = {
  /** However steadily a body comes: an import of 100 MiB takes so long at 0.25 Mbit/s. How slowly it may come is `body-pace.ts`. */
  requestTimeout: 3_600_000,
  keepAliveTimeout: 72_000,
  http: { headersTimeout: 15_000, connectionsCheckingInterval: 5000 },
} as const
