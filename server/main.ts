import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from './database/connect.ts'
import { readEnv } from './env.ts'

const env = readEnv(process.env)
const database = await connect({
  databaseUrl: env.DATABASE_URL,
  dataDir: env.NASAQ_DATA_DIR,
  statementLimit: env.NASAQ_STATEMENT_LIMIT,
})
// The engine opens while the service is loaded and built. Should it not, the first statement says so.
database.embedded?.ready().catch(() => undefined)
const [
  { doorsTo },
  { forgetSessions },
  { buildApp },
  { keeper },
  { greeting },
  { forgetKeys },
  { published },
  { loadRulePack },
  { prepare },
  { everyDay },
  { noteOpen },
  { repeatedly },
  { deemSilence, expirePermits, noteLateFiling },
] = await Promise.all([
  import('./access/under.ts'),
  import('./accounts/sessions.ts'),
  import('./app.ts'),
  import('./coordination/register.ts'),
  import('./greeting.ts'),
  import('./http/verify-keys.ts'),
  import('./http/limits/figures.ts'),
  import('./policy/load.ts'),
  import('./prepare.ts'),
  import('./time/every-day.ts'),
  import('./works/overdue.ts'),
  import('./time/repeatedly.ts'),
  import('./permits/with-time.ts'),
])

const pack = loadRulePack(env.NASAQ_RULE_PACK)
const clock = () => new Date()
const mediaDir = join(env.NASAQ_DATA_DIR, 'media')
mkdirSync(mediaDir, { recursive: true, mode: 0o700 })
const { db, engine } = database
const app = await buildApp(
  {
    ...doorsTo(database),
    engine,
    pack,
    clock,
    mediaDir,
    demo: env.demo,
    basemap: env.basemap,
    oidc: env.oidc,
    limits: env.NASAQ_LIMITS === 'none' ? null : published,
  },
  { logger: { level: env.LOG_LEVEL }, trustProxy: [...env.trustedProxies] },
)
// before anything listens or its hooks ask the database: these need the schema
await prepare(database, pack, { demo: env.demo, now: clock(), warn: (words) => app.log.warn(words) })
const address = await app.listen({ port: env.PORT, host: env.HOST })
process.stdout.write(greeting({ address, demo: env.demo, engine }))

const endDays = everyDay(
  { clock, zone: pack.zone },
  (today) => Promise.all([noteOpen(db, { pack, keeper, today }), forgetKeys(db, clock()), forgetSessions(db, clock())]),
  (error) => app.log.error({ err: error }, 'the work of a new day failed'),
)
// each on its own: one that fails must not stop the others
const endMinutes = [deemSilence, expirePermits, noteLateFiling].map((work) =>
  repeatedly(
    () => work(db, { pack, keeper, now: clock() }),
    (error) => app.log.error({ err: error, work: work.name }, 'what time does to applications failed'),
  ),
)
let closing = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (closing) return
    closing = true
    endDays()
    for (const end of endMinutes) end()
    void app.close().then(database.close)
  })
