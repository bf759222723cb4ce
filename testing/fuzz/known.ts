import fc from 'fast-check'
import { writeCursor } from '../../server/http/cursor.ts'
import { layers } from '../../server/layers.ts'
import { addDays } from '../../server/time/rules.ts'
import { type Asker, type City, importMapping, photograph, worksFile } from './city.ts'
import type { Known } from './from-schema.ts'
import { hostileShapes } from './hostile-shapes.ts'
import { hostileValues } from './hostile-values.ts'
import { at, here, places, soundAreas, soundLines } from './shapes.ts'

const photo = await photograph()
const id = '0192b9f0-0000-7000-8000-000000000001'

const boxes = fc
  .tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: 1, max: 5_000 }))
  .map(([east, side]) => [...at(here, east, east), ...at(here, east + side, east + side)].join(','))

const members = fc.constantFrom('name', 'from', 'to', 'ref', 'kind', 'width', 'owner')
const files = fc.oneof(
  fc.array(fc.record({ geometry: soundLines }), { minLength: 1, maxLength: 2 }).map(worksFile),
  fc
    .array(
      fc.record({
        geometry: fc.oneof(soundLines, hostileShapes),
        properties: fc.dictionary(members, hostileValues, { maxKeys: 3 }),
      }),
      { maxLength: 2 },
    )
    .map(worksFile),
)

const ofDay = writeCursor(['2026-11-24', id])
const ofInstant = writeCursor(['2026-11-24T09:30:00Z', id])
const cursors: Record<string, string> = {
  '/api/works': ofDay,
  '/api/reports': ofInstant,
  '/api/opportunities': ofInstant,
  '/api/contractor-bans': ofInstant,
  '/api/consultations': ofInstant,
  '/api/delegations': ofInstant,
  '/api/reviews': ofInstant,
  '/api/notices': ofInstant,
  '/api/mails/undelivered': ofInstant,
  '/api/conflicts': writeCursor([0, 0, 0, id, 2, -40, id, id, 'clash']),
  '/api/yearly-plan/streets': writeCursor(['شارع', id]),
  '/api/streets': writeCursor([2, 'شارع', id]),
  '/api/places': writeCursor(['حي', id]),
  '/api/imports': writeCursor([id]),
  '/api/assets': writeCursor(['P-1', id]),
  '/api/accounts': writeCursor(['a@test']),
  '/api/audit': writeCursor([1_795_000_000_000_000, 'KSA', 40]),
}

/** Days from so many to so many after the tests' own. */
function days(from: number, to: number): fc.Arbitrary<string> {
  return fc.integer({ min: from, max: to }).map((count) => addDays('2026-11-24', count))
}

/** A member of a drawing is described as one; a line is no area. */
const shapes: Known = (member, { description = '' }) => {
  if (!description.startsWith('GeoJSON geometry')) return undefined
  if (member === 'route') return fc.oneof(soundLines, soundLines, soundAreas)
  return member === 'line' ? soundLines : soundAreas
}

/** Values that mean something in any city, by the names of members. */
const usual: Record<string, fc.Arbitrary<unknown>> = {
  version: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 1 }) }),
  bbox: boxes,
  from: days(-100, 0),
  to: days(1, 400),
  start: days(1, 50),
  end: days(51, 100),
  resurfacedOn: days(-100, 0),
  heldOn: days(-30, 60),
  holdUntil: days(1, 50),
  protectedUntil: days(51, 100),
  questionsUntil: days(1, 50),
  bidsUntil: days(51, 100),
  expiresAt: days(1, 300).map((day) => `${day}T00:00:00Z`),
  current: fc.constant('secret'),
  password: fc.constant('twelve grey camels'),
  lng: fc.double({ min: 46.69, max: 46.71, noNaN: true }),
  lat: fc.double({ min: 24.69, max: 24.71, noNaN: true }),
  photo: fc.constant(photo),
  file: files,
  mapping: fc.constant(JSON.stringify(importMapping)),
  fields: fc.constant(importMapping.fields),
  stage: fc.constantFrom('planned', 'prequalification', 'open'),
  wait: fc.constant(true),
  'idempotency-key': fc.uuid(),
}

/** In a form it is a text. */
const defaults: Known = (member, { type }) =>
  member === 'defaults'
    ? fc.constant(type === 'string' ? '{"category":"planned"}' : { category: 'planned' })
    : undefined

/** A place on the street, so many metres or some more from its middle to the east. */
const onStreet = (east: number) => fc.integer({ min: east, max: east + 80 }).map((metres) => at(here, metres, 0).join())

/** A meeting on what is drawn, and on nothing else: it is about one ground. */
const meetingOn = {
  quarter: fc.constantFrom('2026-Q4', '2027-Q1'),
  area: fc.constant('46.69,24.69;46.71,24.69;46.71,24.71;46.69,24.71'),
  municipality: fc.constant(undefined),
  district: fc.constant(undefined),
}

/** An event with nothing that belongs to another. */
const eventOf = {
  event: fc.constantFrom('plan', 'cancel'),
  ground: fc.constant(undefined),
  place: fc.constant(undefined),
  conditions: fc.constant(undefined),
}

/** A draft of works of any category: connections come with one of them only. */
const draftOf = { connectionList: fc.constant(undefined) }

/** What this asker may name of the city, by the names of members. */
export function knownIn(city: City, asker: Asker, path: string): Known {
  const { agencies, email, worksIds } = city
  const own = asker === 'utility' ? [agencies.water] : Object.values(agencies)
  const here: Record<string, fc.Arbitrary<unknown>> = {
    agencyId: fc.constantFrom(...own),
    contractorId: fc.constant(agencies.power),
    agency: fc.subarray(Object.values(agencies), { minLength: 1 }).map((ids) => ids.join(',')),
    asked: fc.subarray(Object.values(agencies), { minLength: 1 }).map((ids) => ids.join(',')),
    delegateId: fc.constantFrom(...Object.values(agencies)),
    streetId: fc.constant(city.streetId),
    street: fc.constant(city.streetId),
    worksId: fc.constantFrom(...worksIds),
    works: fc.constantFrom(...worksIds),
    cursor: fc.constant(cursors[path] ?? writeCursor([40])),
    secret: fc.constant(city.invited.secret),
    points: fc.array(places, { minLength: 1, maxLength: 5 }),
    round: fc.constant(1),
    ...(path.endsWith('/waivers')
      ? {
          kind: fc.constant('clash'),
          ruleId: fc.constant('clash'),
          other: fc.constant({ type: 'works', id: city.applications.met, version: 1 }),
        }
      : {}),
    ...(path === '/api/works/{id}/events' ? eventOf : {}),
    ...(path === '/api/assessments' ? draftOf : {}),
    ...(path === '/api/delegations' ? { from: days(0, 50), until: days(51, 100) } : {}),
    ...(path.startsWith('/api/protected-surfaces') ? { streetId: fc.constantFrom(city.streetId, undefined) } : {}),
    ...(/^\/api\/meeting(-pack|s$)/.test(path) ? meetingOn : {}),
    ...(path === '/api/street-path' ? { from: onStreet(-90), to: onStreet(10) } : {}),
    ...(path === '/api/session' ? { email: fc.constant(email), password: fc.constantFrom('secret', 'Secret') } : {}),
  }
  return (member, schema) => shapes(member, schema) ?? defaults(member, schema) ?? here[member] ?? usual[member]
}

const tiles = fc.integer({ min: 0, max: 18 }).map((z) => {
  const [x, y] = [(here[0] + 180) / 360, 0.43] as const
  return { z, x: Math.floor(x * 2 ** z), y: Math.floor(y * 2 ** z) }
})
const layerNames = fc
  .subarray(
    layers.map(({ name }) => name),
    { minLength: 1, maxLength: 4 },
  )
  .map((names) => ({ layers: names.join(',') }))

/** What may be asked of any works. */
const ofWorks = [
  '',
  '/events',
  '/history',
  '/procedure',
  '/amendments',
  '/detour',
  '/diversions',
  '/connections',
  '/connections/reading',
  '/connections/removal',
  '/connections/states',
  '/group',
]

/** Where the paths of the city lead; a path that is not here is filled by its schema. */
export function pathsIn(city: City, asker: Asker): Record<string, fc.Arbitrary<object>> {
  const ids = (...all: string[]) => fc.constantFrom(...all.map((one) => ({ id: one })))
  const { applications, agencies } = city
  const office = (works: string) => fc.constant({ id: works, agency: agencies.office })
  const works = ids(...city.worksIds)
  const account = ids(city.invited.id)
  const jobs = ids(...(asker === 'visitor' ? [id] : city.imports[asker]))
  return {
    ...Object.fromEntries(ofWorks.map((path) => [`/api/works/{id}${path}`, works])),
    '/api/works/{id}/waivers': ids(applications.waivable),
    '/api/works/{id}/consultations/{agency}/answer': office(applications.asked),
    '/api/works/{id}/consultations/{agency}/extension': office(applications.asked),
    '/api/works/{id}/consultations/{agency}/overruling': office(applications.objected),
    '/api/permits/{number}': fc.constant({ number: applications.permit }),
    '/api/permits/{number}.pdf': fc.constant({ number: applications.permit }),
    '/api/permits/{number}/board.pdf': fc.constant({ number: applications.permit }),
    '/api/constraint-areas/{id}': ids(city.constraintId),
    '/api/protected-surfaces/{id}': ids(city.surfaceId),
    '/api/reports/follow/{token}': fc.constant({ token: city.report.follow }),
    '/api/reports/follow/{token}/verdict': fc.constant({ token: city.report.follow }),
    '/api/reports/{number}': fc.constant({ number: city.report.number }),
    '/api/reports/{number}/deeds': fc.constant({ number: city.report.number }),
    '/api/reports/{number}/solution': fc.constant({ number: city.report.number }),
    '/api/opportunities/{number}': fc.constant({ number: city.opportunity }),
    '/api/media/{id}/{size}': fc.constantFrom('small', 'large').map((size) => ({ id: city.report.photoId, size })),
    '/api/streets/{id}/crossings': ids(city.streetId),
    '/api/accounts/{id}': account,
    '/api/accounts/{id}/events': account,
    '/api/keys/{id}': ids(city.keyId),
    '/api/imports/{id}': jobs,
    '/api/imports/{id}/mapping': jobs,
    '/api/imports/{id}/commit': jobs,
    '/tiles/{layers}/{z}/{x}/{y}.mvt': fc.tuple(layerNames, tiles).map(([names, tile]) => ({ ...names, ...tile })),
    '/tiles/{layers}.json': layerNames,
  }
}
