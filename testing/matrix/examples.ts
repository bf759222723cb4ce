import { expect } from 'vitest'
import { allows } from '../../server/access/policy.ts'
import { aPhoto, formOf } from '../form.ts'
import { accountExamples } from './account-examples.ts'
import { assetExamples } from './asset-examples.ts'
import { connectionExamples } from './connection-examples.ts'
import { coordinationExamples } from './coordination-examples.ts'
import { defectExamples } from './defect-examples.ts'
import { anId, idsOf, type Make, names, onGround } from './example.ts'
import { handoverExamples } from './handover-examples.ts'
import { inspectionExamples } from './inspection-examples.ts'
import { noticeExamples } from './notice-examples.ts'
import { permitExamples } from './permit-examples.ts'
import { qualityExamples } from './quality-examples.ts'
import { squareAt } from './things.ts'
import { violationExamples } from './violation-examples.ts'
import { worksExamples } from './works-examples.ts'

const checklist = [{ code: 'signs', severity: 'high', text: names, reasons: [{ code: 'missing', text: names }] }]

const site = { title: names, activity: 'retail', termYears: 5, model: 'annual_rent' }

const entryOfBefore = {
  ...{ code: 'OLD-1', title: 'Old main', kind: 'cut', openedOn: '2020-01-01', closedOn: '2020-01-02' },
  ...{ fromMetres: 0, toMetres: 10, side: 'middle' },
}

/** An example of every route; several where it may be asked for several kinds of object. A route without one fails the test. */
export const examples: Record<string, Make[]> = {
  ...accountExamples,
  ...worksExamples,
  ...permitExamples,
  ...coordinationExamples,
  ...noticeExamples,
  ...qualityExamples,
  ...violationExamples,
  ...defectExamples,
  ...inspectionExamples,
  ...handoverExamples,
  ...connectionExamples,
  ...assetExamples,
  'GET /api/checklists': [() => ({ url: '/api/checklists', ok: 200 })],
  'GET /api/checklists/:kind': [() => ({ url: '/api/checklists/final', ok: 200 })],
  'POST /api/checklists/:kind': [
    () => ({
      // no fine is proposed by what it asks
      url: '/api/checklists/guarantee',
      payload: { version: 1, items: checklist },
      ok: 201,
      deed: 'checklists.publish',
      facts: {},
      seen: true,
    }),
  ],
  'GET /api/places': [() => ({ url: '/api/places?q=x', ok: 200 })],
  'GET /api/streets': [() => ({ url: '/api/streets', ok: 200 })],
  'GET /api/streets/:id/pavement': [() => ({ url: `/api/streets/${anId}/pavement`, ok: 404 })],
  'GET /api/streets/:id/pavement/entries': [() => ({ url: `/api/streets/${anId}/pavement/entries`, ok: 200 })],
  'POST /api/streets/:id/pavement/entries': [
    () => ({ url: `/api/streets/${anId}/pavement/entries`, payload: entryOfBefore, ok: 404 }),
  ],
  'GET /api/streets/:id/pavement.csv': [() => ({ url: `/api/streets/${anId}/pavement.csv`, ok: 404 })],
  'GET /api/streets/:id/crossings': [() => ({ url: `/api/streets/${anId}/crossings`, ok: 404 })],
  // there is no street in this world
  'GET /api/street-path': [() => ({ url: '/api/street-path?from=46.51,24.7&to=46.52,24.7', ok: 409 })],
  'POST /api/street-snaps': [() => ({ url: '/api/street-snaps', payload: { points: [[46.51, 24.7]] }, ok: 200 })],
  'POST /api/reports': [
    ({ things }) => ({
      url: '/api/reports',
      form: formOf({ lng: String(things.west), lat: '24.7', category: 'potholes', photo: aPhoto }),
      ok: 201,
    }),
  ],
  'GET /api/reports': [
    () => ({
      url: '/api/reports',
      ok: 200,
      check: (body: object) => expect(JSON.stringify(body)).not.toContain('secret words'),
    }),
  ],
  'GET /api/reports/nearby': [
    ({ things }) => ({ url: `/api/reports/nearby?lng=${things.west}&lat=24.65&category=potholes`, ok: 200 }),
  ],
  'GET /api/reports/follow/:token': [() => ({ url: `/api/reports/follow/${'x'.repeat(43)}`, ok: 404 })],
  'GET /api/reports/:number': [
    ({ person, things, place }) => ({
      url: `/api/reports/${things.report}`,
      ok: 200,
      check: ({ note }: { note: string | null }) => {
        const mayRead = allows(person.actor, 'reports.details', { agencyId: things.officeId, ...onGround(things) })
        expect(note, `${person.called} ${place}`).toBe(mayRead ? 'secret words' : null)
      },
    }),
  ],
  // the secret is none that anybody was given
  'POST /api/reports/follow/:token/verdict': [
    () => ({
      url: `/api/reports/follow/${'x'.repeat(43)}/verdict`,
      payload: { version: 1, verdict: 'confirm' },
      ok: 404,
    }),
  ],
  'POST /api/reports/follow/:token/rating': [
    () => ({ url: `/api/reports/follow/${'x'.repeat(43)}/rating`, payload: { version: 1, stars: 4 }, ok: 404 }),
  ],
  'GET /api/reports.csv': [() => ({ url: '/api/reports.csv?desk=true', ok: 200 })],
  'POST /api/reports/:number/deeds': [
    ({ things }) => ({
      url: `/api/reports/${things.report}/deeds`,
      payload: { version: 1, deed: 'reject', reason: 'Nothing is broken here.' },
      ok: 200,
      deed: 'reports.decide',
      facts: { agencyId: things.officeId, ...onGround(things) },
      seen: true,
    }),
    ({ person, things }) => ({
      url: `/api/reports/${things.report}/deeds`,
      payload: { version: 1, deed: 'take' },
      ok: 200,
      deed: allows(person.actor, 'reports.decide', onGround(things)) ? 'reports.decide' : 'reports.deal',
      facts: { agencyId: things.officeId, ...onGround(things) },
      seen: true,
    }),
  ],
  // without its photo
  'POST /api/reports/:number/solution': [
    ({ person, things }) => ({
      url: `/api/reports/${things.report}/solution`,
      form: formOf({ version: '1' }),
      ok: 409,
      deed: allows(person.actor, 'reports.decide', onGround(things)) ? 'reports.decide' : 'reports.deal',
      facts: { agencyId: things.officeId, ...onGround(things) },
      seen: true,
    }),
  ],
  'GET /api/opportunities': [() => ({ url: '/api/opportunities', ok: 200 })],
  'GET /api/opportunities.geojson': [() => ({ url: '/api/opportunities.geojson', ok: 200 })],
  'GET /api/opportunities.csv': [() => ({ url: '/api/opportunities.csv', ok: 200 })],
  'POST /api/opportunities': [
    ({ things }) => ({
      url: '/api/opportunities',
      payload: { ...site, boundary: squareAt(things.west) },
      ok: 201,
      deed: 'opportunities.change',
      facts: onGround(things),
      refusal: 400,
    }),
  ],
  'GET /api/opportunities/:number': [({ things }) => ({ url: `/api/opportunities/${things.opportunity}`, ok: 200 })],
  'PATCH /api/opportunities/:number': [
    ({ things }) => ({
      url: `/api/opportunities/${things.opportunity}`,
      payload: { version: 1, termYears: 6 },
      ok: 200,
      deed: 'opportunities.change',
      facts: onGround(things),
      seen: true,
    }),
  ],
  'GET /api/media/:id/:size': [() => ({ url: `/api/media/${anId}/small`, ok: 404 })],
  'POST /api/imports': [
    () => ({
      url: '/api/imports?wait=true',
      form: formOf({
        kind: 'works',
        file: { name: 'a.geojson', bytes: Buffer.from('{"type":"FeatureCollection","features":[]}') },
      }),
      ok: 202,
    }),
  ],
  'GET /api/imports': [
    ({ person }) => ({
      url: '/api/imports',
      ok: 200,
      check: ({ items }: { items: { id: string }[] }) => expect(idsOf(items)).toEqual([person.things.own.jobId]),
    }),
  ],
  'GET /api/imports/:id': [
    ({ things, place }) => ({ url: `/api/imports/${things.jobId}`, ok: place === 'own' ? 200 : 404 }),
  ],
  'PUT /api/imports/:id/mapping': [
    ({ things, place }) => ({
      url: `/api/imports/${things.jobId}/mapping?wait=true`,
      payload: { fields: { title: { from: 'x' }, start: { from: 'x' }, end: { from: 'x' } } },
      ok: place === 'own' ? 202 : 404,
    }),
  ],
  'POST /api/imports/:id/commit': [
    ({ things, place }) => ({
      url: `/api/imports/${things.jobId}/commit?wait=true`,
      payload: {},
      ok: place === 'own' ? 409 : 404,
    }),
  ],
  'DELETE /api/imports/:id': [
    ({ things, place }) => ({ url: `/api/imports/${things.jobId}`, ok: place === 'own' ? 204 : 404 }),
  ],
  'GET /tiles/:layers/:z/:x/:y.mvt': [() => ({ url: '/tiles/works,conflicts/14/10310/7005.mvt', ok: 204 })],
  // a stream without an end, for whoever asks for one
  'GET /api/live': [() => ({ url: '/api/live', ok: 406 })],
  'GET /tiles/:layers.json': [() => ({ url: '/tiles/works.json', ok: 200 })],
}
