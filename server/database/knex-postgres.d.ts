declare module 'knex/lib/dialects/postgres/index.js' {
  /** Knex's own PostgreSQL client, as far as we extend it. */
  export default class PostgresClient {
    connectionSettings: { host: string; port: number }
    acquireRawConnection(): Promise<unknown>
    _query(connection: object, query: unknown): Promise<{ response?: { command: string | null } }>
  }
}
