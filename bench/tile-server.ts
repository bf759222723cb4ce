/** Our service on a database of the benchmark, with as many connections for tiles as its peer has. Argument: the URL. */
import { tmpdir } from 'node:os'
import { doorsTo } from '../server/access/under.ts'
import { buildApp } from '../server/app.ts'
import { connect } from '../server/database/connect.ts'
import { loadRulePack } from '../server/policy/load.ts'
import { connections } from './mapserver.ts'

const databaseUrl = process.argv[2] ?? ''
const { db, engine } = await connect({ databaseUrl, dataDir: '' })
const { db: tileDb } = await connect({ databaseUrl, dataDir: '', poolSize: connections })
const clock = () => new Date()
const services = {
  ...doorsTo({ db, tileDb }),
  engine,
  pack: loadRulePack('ksa'),
  clock,
  mediaDir: tmpdir(),
  demo: false,
  oidc: null,
}
const app = await buildApp(services, { logger: { level: 'error' } })
await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: (app.server.address() as { port: number }).port })
process.on('disconnect', () => process.exit(0))
