import { allows } from '../../server/access/policy.ts'
import { type Example, type Make, worksOf } from './example.ts'
import type { Things } from './things.ts'
import type { Person, World } from './world.ts'

/** The sample is of its planned works, and lies where that lies. */
const whose = (world: World, { agencyId, planned }: Things) => ({ ...worksOf(world, planned), agencyId })
const groundOf = ({ actor }: Person) => (actor && actor.ground !== 'everywhere' ? actor.ground : [])
const point = { type: 'Point', coordinates: [46.51, 24.7] }
const taken = {
  kind: 'compaction',
  layer: 'backfill',
  place: point,
  takenAt: '2026-11-20T06:00:00Z',
  takenBy: 'Somebody',
}
const result = { value: 96, testedOn: '2026-11-21', certificate: 'R-1' }

/** A sample of this organisation's works, tested by itself. */
function sampleCase(path: string, more: Pick<Example, 'ok' | 'payload'>): Make {
  return ({ world, person, things }) => ({
    url: `/api/samples/${things.sample}${path}`,
    deed: 'samples.write',
    facts: whose(world, things),
    seen: allows(person.actor, 'samples.see', whose(world, things)),
    ...more,
  })
}

/** Requests to what is known of the quality of works. */
export const qualityExamples: Record<string, Make[]> = {
  'GET /api/samples': [() => ({ url: '/api/samples?state=waiting,late', ok: 200 })],
  'GET /api/samples/:id': [
    ({ world, things }) => ({
      url: `/api/samples/${things.sample}`,
      ok: 200,
      deed: 'samples.see',
      facts: whose(world, things),
    }),
  ],
  'GET /api/works/:id/sample-plan': [
    ({ world, things }) => ({
      url: `/api/works/${things.planned}/sample-plan`,
      ok: 200,
      deed: 'works.words',
      facts: whose(world, things),
      seen: true,
    }),
  ],
  // nobody has dug there yet: who may record one learns that
  'POST /api/samples': [
    ({ world, things }) => ({
      url: '/api/samples',
      payload: { worksId: things.planned, laboratoryId: things.agencyId, seal: 'S', ...taken },
      ok: 400,
      deed: 'samples.write',
      facts: whose(world, things),
      seen: true,
    }),
  ],
  'POST /api/samples/:id/results': [sampleCase('/results', { payload: result, ok: 201 })],
  'POST /api/samples/:id/voiding': [sampleCase('/voiding', { payload: { reason: 'The bag tore.' }, ok: 200 })],
  'POST /api/sample-results': [() => ({ url: '/api/sample-results', payload: { csv: 'x', dryRun: true }, ok: 400 })],
  'GET /api/sample-results/template.csv': [() => ({ url: '/api/sample-results/template.csv', ok: 200 })],
  'GET /api/quality': [() => ({ url: '/api/quality?kind=contractor', ok: 200 })],
  // nothing is scored in this world
  'GET /api/quality/:id': [({ things }) => ({ url: `/api/quality/${things.agencyId}?kind=agency`, ok: 404 })],
  'GET /api/quality/:id/cases': [
    ({ person, things }) => ({
      url: `/api/quality/${things.agencyId}/cases?kind=agency`,
      ok: 200,
      deed: 'quality.see',
      facts: { agencyId: things.agencyId, municipalityIds: groundOf(person) },
    }),
  ],
  'POST /api/quality/:id/appeals': [
    ({ things }) => ({
      url: `/api/quality/${things.agencyId}/appeals`,
      payload: { kind: 'agency', part: 'samples', caseId: things.sample, reason: 'It is another’s.' },
      ok: 404,
      deed: 'quality.appeal',
      facts: { agencyId: things.agencyId },
      seen: true,
    }),
  ],
  'POST /api/quality-appeals/:id/decision': [
    ({ things }) => ({
      url: `/api/quality-appeals/${things.sample}/decision`,
      payload: { decision: 'keep', reason: 'It is theirs.' },
      ok: 404,
    }),
  ],
  'GET /api/defect-cells': [() => ({ url: '/api/defect-cells?bbox=46,24,47,25', ok: 200 })],
}
