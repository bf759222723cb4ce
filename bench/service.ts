/**
 * Our service on a database of the benchmark. Arguments: the URL; how many connections for tiles, for as many as a peer
 * has; and `limited` for the published limits, whose clients are told apart by what the benchmark says of itself.
 */
import { tmpdir } from 'node:os'
import { doorsTo } from '../server/access/under.ts'
import { buildApp } from '../server/app.ts'
import { connect } from '../server/database/connect.ts'
import { published } from '../server/http/limits/figures.ts'
import { secretBox } from '../server/notifications/webhooks/secret-box.ts'
import { loadRulePack } from '../server/policy/load.ts'

const [databaseUrl = '', tileConnections = '', limited] = process.argv.slice(2)
const database = await connect({ databaseUrl, dataDir: '', tilePoolSize: Number(tileConnections) })
const clock = () => new Date()
const services = {
  ...doorsTo(database),
  engine: database.engine,
  pack: loadRulePack('ksa'),
  clock,
  mediaDir: tmpdir(),
  demo: false,
  basemap: null,
  publicUrl: null,
  oidc: null,
  payments: null,
  mails: false,
  box: secretBox('nobody keeps a secret here'),
  reach: {},
  limits: limited === 'limited' ? published : null,
}
const app = await buildApp(services, { logger: { level: 'error' }, trustProxy: ['127.0.0.1'] })
await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: (app.server.address() as { port: number }).port })
process.on('disconnect', () => process.exit(0))
