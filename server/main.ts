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
  { escalateCases, reviewCases },
  { greeting },
  { planInTime },
  { logSetting },
  { forgetKeys },
  { published },
  { loadRulePack },
  { prepare },
  { everyDay },
  { keepPosting },
  { secretBox },
  { serviceSecret },
  { forgetNotices },
  { tellLateSamples },
  { keepScores },
  { noteOpen },
  { repeatedly },
  { deemSilence, expirePermits },
  { countOverruns },
  { tellResidents },
  { testProvider },
  { payBackOwed },
  { deemDefects },
  { fineExpiredPermits, fineLateFiling, moveViolations },
  { fineOpenDefects },
  { escalateObjections },
  { escalateReports, giveDeadlines },
  { fineKeeper },
] = await Promise.all([
  import('./access/under.ts'),
  import('./accounts/sessions.ts'),
  import('./app.ts'),
  import('./cases/keeper.ts'),
  import('./cases/with-time.ts'),
  import('./greeting.ts'),
  import('./inspections/visits/with-time.ts'),
  import('./http/log.ts'),
  import('./http/verify-keys.ts'),
  import('./http/limits/figures.ts'),
  import('./policy/load.ts'),
  import('./prepare.ts'),
  import('./time/every-day.ts'),
  import('./notifications/post.ts'),
  import('./notifications/webhooks/secret-box.ts'),
  import('./notifications/webhooks/secret.ts'),
  import('./notifications/with-time.ts'),
  import('./inspections/laboratory/told.ts'),
  import('./inspections/quality/keep.ts'),
  import('./works/overdue.ts'),
  import('./time/repeatedly.ts'),
  import('./permits/with-time.ts'),
  import('./permits/overruns.ts'),
  import('./permits/resident-notices.ts'),
  import('./permits/fees/provider.ts'),
  import('./permits/fees/pay-back.ts'),
  import('./inspections/defects/with-time.ts'),
  import('./inspections/violations/with-time.ts'),
  import('./inspections/violations/with-defects.ts'),
  import('./inspections/violations/with-objections.ts'),
  import('./reports/with-time.ts'),
  import('./inspections/violations/fine.ts'),
])

const pack = loadRulePack(env.NASAQ_RULE_PACK)
const clock = () => new Date()
// money moves where a city has named who takes it; in the demo it is only tried out
const payments = env.demo ? testProvider() : null
const mediaDir = join(env.NASAQ_DATA_DIR, 'media')
mkdirSync(mediaDir, { recursive: true, mode: 0o700 })
const { db, engine } = database
const box = secretBox(serviceSecret(env.NASAQ_SECRET, env.NASAQ_DATA_DIR))
const reach = {}
const app = await buildApp(
  {
    ...doorsTo(database),
    engine,
    pack,
    clock,
    mediaDir,
    demo: env.demo,
    basemap: env.basemap,
    publicUrl: env.publicUrl,
    oidc: env.oidc,
    payments,
    mails: env.mail !== null,
    box,
    reach,
    limits: env.NASAQ_LIMITS === 'none' ? null : published,
  },
  { logger: logSetting(env.LOG_LEVEL), trustProxy: [...env.trustedProxies] },
)
// before anything listens or its hooks ask the database: these need the schema
await prepare(database, pack, { demo: env.demo, now: clock(), mediaDir, warn: (words) => app.log.warn(words) })
const address = await app.listen({ port: env.PORT, host: env.HOST })
process.stdout.write(greeting({ address, demo: env.demo, engine }))

const endDays = everyDay(
  { clock, zone: pack.zone },
  (today) =>
    Promise.all([
      noteOpen(db, { pack, keeper, today }),
      forgetKeys(db, clock()),
      forgetSessions(db, clock()),
      forgetNotices(db, { pack, now: clock() }),
    ]),
  (error) => app.log.error({ err: error }, 'the work of a new day failed'),
)
// each on its own: one that fails must not stop the others
const endMinutes = [
  deemSilence,
  expirePermits,
  fineLateFiling,
  fineExpiredPermits,
  fineOpenDefects,
  moveViolations,
  escalateObjections,
  giveDeadlines,
  escalateReports,
  countOverruns,
  tellResidents,
  escalateCases,
  reviewCases,
  payBackOwed,
  deemDefects,
  tellLateSamples,
  keepScores,
  planInTime,
].map((work) =>
  repeatedly(
    () =>
      work(db, {
        pack,
        keeper,
        provider: payments,
        fines: fineKeeper,
        now: clock(),
        onFailure: (error, worksId) =>
          app.log.error({ err: error, work: work.name, worksId }, 'a works was left out of what time does'),
      }),
    (error) => app.log.error({ err: error, work: work.name }, 'what time does to applications failed'),
  ),
)
const endPost = keepPosting({ db, listen: database.listen, clock, pack, mail: env.mail, box, reach }, (error, work) =>
  app.log.error({ err: error, work }, 'telling people failed'),
)
let closing = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (closing) return
    closing = true
    endDays()
    for (const end of endMinutes) end()
    void Promise.all([app.close(), endPost()]).then(database.close)
  })
