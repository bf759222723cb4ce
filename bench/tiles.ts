import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rows } from '../server/database/sql.ts'
import { addDays } from '../server/time/rules.ts'
import type { Country } from './country.ts'
import { connections, findMapServer, mapFile, mapServerSettings } from './mapserver.ts'
import { ask, type Pass } from './requests.ts'
import { served } from './served.ts'
import { type Line, median } from './table.ts'

const zoom = 14
const tilesAPass = 150
const passes = 3
const window = { from: '1900-01-01', to: '2100-01-01' }

interface Tile {
  x: number
  y: number
}

/** Tiles that works lie in, in no order. */
export function someTiles({ db }: Country): Promise<Tile[]> {
  return rows<Tile>(
    db,
    `select distinct on (md5(x || '/' || y)) x, y from (
       select floor((ST_X(c) + 20037508.342789244) / s)::int as x, floor((20037508.342789244 - ST_Y(c)) / s)::int as y
       from (select ST_Centroid(route_3857) as c, 40075016.68557849 / 2 ^ :zoom as s from works where status = 'permitted' limit 20000) r
     ) t order by md5(x || '/' || y) limit :many`,
    { zoom, many: tilesAPass },
  )
}

async function startMapServer(country: Country, endings: (() => void)[]): Promise<number> {
  const found = findMapServer()
  if (!found) return 0
  const folder = mkdtempSync(join(tmpdir(), 'nasaq-mapserver-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const [map, settings] = [join(folder, 'works.map'), join(folder, 'mapserver.conf')]
  writeFileSync(map, mapFile(country.url, window))
  writeFileSync(settings, mapServerSettings(map))
  const sockets = Array.from({ length: connections }, (_, at) => join(folder, `${at}.sock`))
  for (const socket of sockets) {
    const env = { ...process.env, MAPSERVER_CONFIG_FILE: settings }
    const child = spawn(found.spawnFcgi, ['-n', '-s', socket, '--', found.mapserv], { env, stdio: 'ignore' })
    endings.push(() => void child.kill('SIGKILL'))
    while (!existsSync(socket)) await new Promise((done) => setTimeout(done, 20))
  }
  const front = await served('mapserver-front.ts', sockets)
  endings.push(() => void front.child.kill())
  return front.port
}

/** A z14 tile of all works through our service, made anew each time, beside MapServer's. */
export async function tileLines(country: Country, onEnd: (end: () => void) => void): Promise<Line[]> {
  const what = `z${zoom} tile, tiles/s; MapServer FastCGI`
  const endings: (() => void)[] = []
  const endAll = () => {
    for (const end of endings.splice(0).reverse()) end()
  }
  onEnd(endAll)
  const theirs = await startMapServer(country, endings)
  if (!theirs) return [{ what, size: country.size, ours: 'not run', against: 'apt install cgi-mapserver spawn-fcgi' }]
  const ours = await served('service.ts', [country.url, String(connections)])
  endings.push(() => void ours.child.kill())
  const tiles = await someTiles(country)
  // a window that is another one for each request and shows the same works: no tile is in the cache
  let request = 0
  const ourUrl = ({ x, y }: Tile) =>
    `http://127.0.0.1:${ours.port}/tiles/works/${zoom}/${x}/${y}.mvt?from=${addDays(window.from, request++)}&to=${window.to}`
  const theirUrl = ({ x, y }: Tile) => `http://127.0.0.1:${theirs}/tiles/${zoom}/${x}/${y}`
  const [own, other]: [Pass[], Pass[]] = [[], []]
  for (let pass = 0; pass <= passes; pass++) {
    const [a, b] = [await ask(tiles.map(ourUrl)), await ask(tiles.map(theirUrl))]
    if (pass === 0) continue
    own.push(a)
    other.push(b)
  }
  endAll()
  const rate = (all: readonly Pass[]) => median(all.map(({ perSecond }) => perSecond))
  const told = (all: readonly Pass[]) =>
    `${rate(all).toFixed(0)} (p50 ${median(all.map(({ p50 }) => p50)).toFixed(1)} ms, ${median(all.map(({ kilobytes }) => kilobytes)).toFixed(0)} kB)`
  return [
    {
      what,
      size: country.size,
      ours: told(own),
      against: told(other),
      figure: rate(own) / rate(other),
      ...(country.size >= 1_000_000 ? { reach: { least: 1.7 } } : {}),
    },
  ]
}
