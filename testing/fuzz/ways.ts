import { aPhoto, formOf } from '../form.ts'
import type { Answer } from './ask.ts'
import { type Asker, type City, importMapping, worksFile } from './city.ts'
import { jsonText, type Wire } from './wire.ts'

/** A way by which a drawing comes in. */
export type Way = (city: City, shape: unknown) => Wire

const period = { start: '2027-01-10', end: '2027-01-29' }
const name = { ar: 'مدرسة', en: 'School' }
const works = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', period }

function json(city: City, who: Asker, [method, url]: readonly [string, string], body: object): Wire {
  const headers = { 'content-type': 'application/json', ...city.headers[who] }
  return { method, url, headers, payload: Buffer.from(jsonText(body)) }
}

/** The place of a report is two numbers of a form: the first position of a drawing, whatever it is. */
function firstPosition(shape: unknown): unknown[] {
  let at = (shape as { coordinates?: unknown } | null | undefined)?.coordinates
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0]
  return Array.isArray(at) ? at : [at]
}

function report(_city: City, shape: unknown): Wire {
  const [lng, lat] = firstPosition(shape).map((one) => (typeof one === 'string' ? one : jsonText(one)))
  const form = formOf({ lng: lng ?? '', lat: lat ?? '', category: 'potholes', photo: aPhoto })
  return { method: 'POST', url: '/api/reports', ...form }
}

function file(city: City, shape: unknown): Wire {
  const form = formOf({ kind: 'works', mapping: JSON.stringify(importMapping), file: worksFile([{ geometry: shape }]) })
  return { method: 'POST', url: '/api/imports', ...form, headers: { ...form.headers, ...city.headers.utility } }
}

/** The commit of an import whose rows were judged; null for any other answer. */
export function commitOf(city: City, { text }: Answer): Wire | null {
  const [id] = /(?<=^\{"id":")[^"]+(?=".*"status":"checked")/.exec(text) ?? []
  return id === undefined
    ? null
    : { method: 'POST', url: `/api/imports/${id}/commit`, headers: city.headers.utility, payload: null }
}

/** Every way by which a drawing comes in. */
export const ways = {
  'POST /api/assessments': (city, route) =>
    json(city, 'utility', ['POST', '/api/assessments'], { category: 'planned', period, route }),
  'POST /api/works': (city, route) => json(city, 'utility', ['POST', '/api/works'], { ...works, route }),
  'PATCH /api/works/{id}': (city, route) =>
    json(city, 'utility', ['PATCH', `/api/works/${city.worksIds[0]}`], { route, version: 1 }),
  'POST /api/opportunities': (city, boundary) =>
    json(city, 'planner', ['POST', '/api/opportunities'], {
      ...{ title: name, activity: 'retail', termYears: 10, model: 'annual_rent', boundary },
    }),
  'POST /api/constraint-areas': (city, area) =>
    json(city, 'planner', ['POST', '/api/constraint-areas'], { kind: 'school', name, severity: 'warning', area }),
  'POST /api/protected-surfaces': (city, area) =>
    json(city, 'admin', ['POST', '/api/protected-surfaces'], { name, area, resurfacedOn: '2026-05-01' }),
  'POST /api/reports': report,
  'POST /api/imports': file,
} satisfies Record<string, Way>
