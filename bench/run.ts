/**
 * `npm run bench`: the figures this system is held to, each pair measured side by side in one run.
 *
 *   npm run bench -- --quick                       10,000 and 100,000 works
 *   npm run bench -- --size 10000,1000000          other sizes
 *   npm run bench -- --only check,inserts,bulk,permits,inspections,tiles,flood,start
 *
 * Needs PostgreSQL with PostGIS (Debian: `apt install postgresql-15-postgis-3`), and for the tiles
 * `apt install cgi-mapserver spawn-fcgi`. A part that lacks its programs says so in its line.
 */
import { parseArgs } from 'node:util'
import { findPostgres } from '../testing/requirements.ts'
import { startCluster } from '../testing/server-engine.ts'
import { checkLines } from './check.ts'
import { type Country, makeCountry } from './country.ts'
import { floodLines } from './flood.ts'
import { insertLines } from './inserts.ts'
import { inspectionLines } from './inspections.ts'
import { permitLines } from './permits.ts'
import { startLines } from './start.ts'
import { type Line, milliseconds, table } from './table.ts'
import { tileLines } from './tiles.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '10000,100000,1000000' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'check,inserts,bulk,permits,inspections,tiles,flood,start' },
  },
})
const sizes = (values.quick ? '10000,100000' : values.size)
  .split(',')
  .map(Number)
  .sort((a, b) => a - b)
const only = new Set(values.only.split(','))

/** fsync is on; a commit does not wait for it, so that the disk does not hide what the statements cost. */
const settings = [
  'fsync=on',
  'synchronous_commit=off',
  'shared_buffers=4GB',
  'maintenance_work_mem=1GB',
  'autovacuum=off',
  'max_wal_size=8GB',
]

const endings: (() => unknown)[] = []
async function end(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().finally(() => process.exit(130)))

function onEnd(ending: () => void): void {
  endings.push(ending)
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Adds its lines one by one, so that none is lost where a later part fails. */
async function onServer(lines: Line[]): Promise<void> {
  const bin = findPostgres()
  if (!bin) {
    lines.push({ what: 'server engine', ours: 'not run', against: 'apt install postgresql-15-postgis-3' })
    return
  }
  const cluster = await startCluster(bin, settings)
  endings.push(cluster.stop)
  const parts = { inserts: only.has('inserts'), bulk: only.has('bulk') }
  const countries: Country[] = []
  for (const size of sizes) {
    const start = performance.now()
    const country = await makeCountry(cluster.url, size, {
      withRegister: parts.inserts || parts.bulk || only.has('permits'),
    })
    endings.push(country.close)
    countries.push(country)
    say(`${size} works stored in ${milliseconds(performance.now() - start)}`)
  }
  if (only.has('check')) lines.push(...(await checkLines(countries)))
  for (const country of countries) if (parts.inserts || parts.bulk) lines.push(...(await insertLines(country, parts)))
  const largest = countries.at(-1)
  if (only.has('tiles') && largest) lines.push(...(await tileLines(largest, onEnd)))
  if (only.has('flood') && largest) lines.push(...(await floodLines(largest, onEnd)))
  if (only.has('inspections')) lines.push(...(await inspectionLines(countries)))
  // last: it moves what the others measure
  if (only.has('permits')) lines.push(...(await permitLines(countries)))
}

const lines: Line[] = []
try {
  if (only.has('start')) lines.push(...(await startLines(onEnd)))
  if (['check', 'inserts', 'bulk', 'permits', 'inspections', 'tiles', 'flood'].some((part) => only.has(part)))
    await onServer(lines)
} finally {
  // what was measured is told, also where a later part failed
  if (lines.length > 0) process.stdout.write(`${table(lines)}\n`)
  await end()
}
