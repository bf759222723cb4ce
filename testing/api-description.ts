/** Writes the description of the API as the service makes it, and lints it. Needs no database: nothing is asked. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import knex from 'knex'
import { doorsTo } from '../server/access/under.ts'
import { buildApp } from '../server/app.ts'
import { published } from '../server/http/limits/figures.ts'
import { secretBox } from '../server/notifications/webhooks/secret-box.ts'
import { loadRulePack } from '../server/policy/load.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const db = knex({ client: 'pg' })
const services = {
  ...doorsTo({ db, tiles: null }),
  engine: 'server',
  pack: loadRulePack('ksa'),
  clock: () => new Date(),
  mediaDir: '',
  demo: false,
  basemap: null,
  publicUrl: null,
  oidc: null,
  payments: null,
  mails: false,
  box: secretBox('nobody keeps a secret here'),
  reach: {},
  limits: published,
} as const
const app = await buildApp(services)
await app.ready()
mkdirSync(join(root, '.cache'), { recursive: true })
const file = join(root, '.cache', 'openapi.json')
writeFileSync(file, JSON.stringify(app.swagger(), null, 2))
await app.close()
const lint = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'lint', '--config', join(root, 'redocly.yaml'), file],
  {
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
)
process.exitCode = lint.status ?? 1
