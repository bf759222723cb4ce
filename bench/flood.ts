import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { rows } from '../server/database/sql.ts'
import type { Country } from './country.ts'
import { served } from './served.ts'
import { type Line, milliseconds, quantile } from './table.ts'

/** So many people at their pages, each of whom asks for something twice a second. */
const people = 20
const everyMilliseconds = 500
const passSeconds = 10
const passes = 6
/** What a client may ask at once, and has asked before it is refused for the first time, is answered meanwhile. */
const settling = 5000
const zoom = 14
const places = 400
const tileConnections = 4

interface Place {
  id: string
  lng: number
  lat: number
}

/** Where works lie, in no order. */
function somePlaces({ db }: Country): Promise<Place[]> {
  return rows<Place>(
    db,
    `select id, ST_X(c) as lng, ST_Y(c) as lat
     from (select id, ST_Transform(ST_Centroid(route_3857), 4326) as c from works
           where status = 'permitted' order by md5(cast(id as text)) limit :places) w`,
    { places },
  )
}

const half = 0.01
const readsOf = ({ id, lng, lat }: Place) => [
  `/api/works?bbox=${[lng - half, lat - half, lng + half, lat + half].map((one) => one.toFixed(5)).join(',')}&limit=100`,
  `/api/works/${id}`,
]

function tileOf({ lng, lat }: Place): string {
  const n = 2 ** zoom
  const [x, y] = [((lng + 180) / 360) * n, ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n]
  return `/tiles/works/${zoom}/${Math.floor(x)}/${Math.floor(y)}.mvt`
}

/** Milliseconds until the answer is there; a refusal is an error. */
function timed(agent: Agent, url: string, from: string): Promise<number> {
  const start = performance.now()
  return new Promise((done, fail) => {
    get(url, { agent, headers: { 'x-forwarded-for': from } }, (answer) => {
      answer.resume().once('end', () => {
        if ([200, 204].includes(answer.statusCode ?? 0)) done(performance.now() - start)
        else fail(new Error(`${answer.statusCode} of ${url}`))
      })
    }).once('error', fail)
  })
}

/** The people at their pages for a while: each asks at its own moments, whether or not it was answered. */
async function people99(port: number, urls: readonly string[]): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const asked: Promise<number>[] = []
  const end = performance.now() + passSeconds * 1000
  const person = async (at: number) => {
    await sleep((at * everyMilliseconds) / people)
    for (let turn = at; performance.now() < end; turn += people) {
      const url = urls[turn % urls.length] ?? ''
      asked.push(timed(agent, `http://127.0.0.1:${port}${url}`, `192.0.2.${at + 1}`))
      await sleep(everyMilliseconds)
    }
  }
  await Promise.all(Array.from({ length: people }, (_, at) => person(at)))
  const times = await Promise.all(asked)
  agent.destroy()
  return quantile(times, 0.99)
}

/** The same beside a client that asks at full speed and has used what it may ask at once: the p99, and what the client got. */
async function besideFlood(port: number, urls: readonly string[], flood: readonly string[]) {
  const full = flood.map((url) => `http://127.0.0.1:${port}${url}`)
  const { child } = await served('flooder.ts', ['203.0.113.9', ...full])
  await sleep(settling)
  const p99 = await people99(port, urls)
  const told = new Promise<Record<string, number>>((done) =>
    child.once('message', ({ got }: { got: Record<string, number> }) => done(got)),
  )
  child.send({ stop: true })
  return { p99, got: await told }
}

/** The p99 of people at their pages while one client floods the service, beside theirs alone, turn by turn. */
export async function floodLines(country: Country, onEnd: (end: () => void) => void): Promise<Line[]> {
  const { port, child } = await served('service.ts', [country.url, String(tileConnections), 'limited'])
  onEnd(() => void child.kill())
  const some = await somePlaces(country)
  const urls = some.flatMap((place) => [...readsOf(place), tileOf(place)])
  const floods = { reads: some.flatMap(readsOf), tiles: some.map(tileOf) }
  await people99(port, urls)
  const lines: Line[] = []
  for (const [what, flood] of Object.entries(floods)) {
    const [alone, beside]: [number[], number[]] = [[], []]
    const answers: Record<string, number> = {}
    for (let pass = 0; pass < passes; pass++) {
      alone.push(await people99(port, urls))
      const flooded = await besideFlood(port, urls, flood)
      beside.push(flooded.p99)
      for (const [status, many] of Object.entries(flooded.got)) answers[status] = (answers[status] ?? 0) + many
    }
    process.stderr.write(
      `flood of ${what}: ${JSON.stringify(answers)}; p99 ${beside.map(milliseconds)} beside ${alone.map(milliseconds)}\n`,
    )
    // the quietest pass of each: other programs of the machine can only add
    const [ours, against] = [Math.min(...beside), Math.min(...alone)]
    lines.push({
      what: `p99 of ${people} people while one client floods with ${what}; without it`,
      size: country.size,
      ours: milliseconds(ours),
      against: milliseconds(against),
      figure: ours / against,
      reach: { most: 1.5 },
    })
  }
  return lines
}
