/**
 * `npm run bench:web`: what the page weighs and how it moves, in headless Chromium on a service with 100,000 works,
 * beside a page with an empty map in the same browser.
 *
 *   npm run bench:web -- --size 10000       fewer works
 *   npm run bench:web -- --field            only the pages of the field, as on a telephone
 *
 * Needs PostgreSQL with PostGIS (Debian: `apt install postgresql-15-postgis-3`) and Chromium (`apt install chromium`).
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openBrowser } from '../testing/browser.ts'
import { findPostgres } from '../testing/requirements.ts'
import { startCluster } from '../testing/server-engine.ts'
import { makeCountry } from './country.ts'
import { served } from './served.ts'
import { type Line, milliseconds, table } from './table.ts'
import { fieldLines } from './web-field.ts'
import { movementLines } from './web-movement.ts'
import { scriptLines, tileSizeLines } from './web-sizes.ts'
import { addUser } from './web-users.ts'

const { values } = parseArgs({ options: { size: { type: 'string', default: '100000' }, field: { type: 'boolean' } } })
const size = Number(values.size)
const settings = ['synchronous_commit=off', 'maintenance_work_mem=1GB', 'autovacuum=off', 'max_wal_size=8GB']
const tileConnections = '4'

const endings: (() => unknown)[] = []
async function end(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().finally(() => process.exit(130)))

function build(): void {
  const root = fileURLToPath(new URL('../', import.meta.url))
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

async function measure(lines: Line[]): Promise<void> {
  const bin = findPostgres()
  if (!bin) throw new Error('apt install postgresql-15-postgis-3')
  build()
  const cluster = await startCluster(bin, settings)
  endings.push(cluster.stop)
  const start = performance.now()
  const country = await makeCountry(cluster.url, size, { withRegister: false })
  endings.push(country.close)
  process.stderr.write(`${size} works stored in ${milliseconds(performance.now() - start)}\n`)
  const planner = await addUser(country.db, 'planner')
  const { port, child } = await served('service.ts', [country.url, tileConnections])
  endings.push(() => child.kill())
  const browser = await openBrowser()
  endings.push(() => browser.close())
  const address = `http://127.0.0.1:${port}`
  if (!values.field) {
    lines.push(...(await scriptLines(browser, address, planner)))
    lines.push(...(await tileSizeLines(country, address, planner)))
    lines.push(...(await movementLines(browser, { address, planner, country })))
  }
  lines.push(...(await fieldLines(browser, port, country)))
}

const lines: Line[] = []
try {
  await measure(lines)
} finally {
  if (lines.length > 0) process.stdout.write(`${table(lines)}\n`)
  await end()
}
