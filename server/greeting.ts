import { demoAccounts } from './agencies/contract.ts'
import type { Database } from './database/connect.ts'

const durability = {
  embedded: 'embedded PGlite: committed data survive the end of the process, not a power cut',
  server: 'PostgreSQL server: as durable as that server is set up to be',
}

/** The three lines that a start ends with: where, who, and how safe the data are. */
export function greeting({
  address,
  demo,
  engine,
}: {
  address: string
  demo: boolean
  engine: Database['engine']
}): string {
  return [
    `Nasaq      ${address}`,
    demo
      ? `Accounts   ${demoAccounts.map((name) => `${name}@demo`).join(' ')}   password: demo`
      : 'Accounts   your own; NASAQ_DEMO=1 loads a demo city',
    `Database   ${durability[engine]}`,
    '',
  ].join('\n')
}
