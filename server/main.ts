import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { keeper } from './coordination/register.ts'
import { connect } from './database/connect.ts'
import { readEnv } from './env.ts'
import { greeting } from './greeting.ts'
import { loadRulePack } from './policy/load.ts'
import { prepare } from './prepare.ts'
import { everyDay } from './time/every-day.ts'
import { noteOpen } from './works/overdue.ts'

const env = readEnv(process.env)
const pack = loadRulePack(env.NASAQ_RULE_PACK)
const clock = () => new Date()
const database = await connect({
  databaseUrl: env.DATABASE_URL,
  dataDir: env.NASAQ_DATA_DIR,
  statementLimit: env.NASAQ_STATEMENT_LIMIT,
})
await prepare(database, pack, { demo: env.demo, now: clock() })

const mediaDir = join(env.NASAQ_DATA_DIR, 'media')
mkdirSync(mediaDir, { recursive: true, mode: 0o700 })
const { db, engine, tileDb } = database
const app = await buildApp(
  { db, engine, tileDb, pack, clock, mediaDir, demo: env.demo },
  { logger: { level: env.LOG_LEVEL } },
)
const address = await app.listen({ port: env.PORT, host: env.HOST })
process.stdout.write(greeting({ address, demo: env.demo, engine }))

const endDays = everyDay(
  { clock, zone: pack.zone },
  (today) => noteOpen(db, { pack, keeper, today }),
  (error) => app.log.error({ err: error }, 'the work of a new day failed'),
)
let closing = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (closing) return
    closing = true
    endDays()
    void app.close().then(database.close)
  })
