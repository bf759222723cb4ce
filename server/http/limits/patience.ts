/** Milliseconds that a client may take: Node counts from the first byte, or from the connection where none comes. */
export const patience = {
  /** An import of 100 MiB takes 84 s at 10 Mbit/s, a photo of 8 MiB 67 s on a mobile network of 1 Mbit/s. */
  requestTimeout: 120_000,
  keepAliveTimeout: 72_000,
  http: { headersTimeout: 15_000, connectionsCheckingInterval: 5000 },
} as const
