import { allows } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import { type Example, type Make, worksOf } from './example.ts'

const anId = '018f0000-0000-7000-8000-000000000001'

/** A violation of this organisation's works on this ground. */
function violationCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ world, person, things }) => {
    const facts = worksOf(world, things.planned)
    const seen = path !== '' && allows(person.actor, 'violations.see', facts)
    return { url: `/api/violations/${things.violation}${path}`, facts, seen, ...more }
  }
}

const withdrawing = { version: 1, deed: 'withdraw', reason: 'It was another works.' }
const recording = { article: 'barriers', note: 'None at the west end.' }

export const violationExamples: Record<string, Make[]> = {
  'GET /api/violations': [() => ({ url: '/api/violations', ok: 200 })],
  'GET /api/violations.csv': [() => ({ url: '/api/violations.csv', ok: 200 })],
  'GET /api/violations/articles': [() => ({ url: '/api/violations/articles', ok: 200 })],
  'GET /api/violations/contractors': [() => ({ url: '/api/violations/contractors', ok: 200 })],
  'GET /api/violations/:id': [violationCase('', { ok: 200, deed: 'violations.see' })],
  // the press is not started for everybody
  'GET /api/violations/:id/notice.pdf': [() => ({ url: `/api/violations/${anId}/notice.pdf`, ok: 404 })],
  'GET /api/violations/:id/photos/:photo/:size': [
    () => ({ url: `/api/violations/${anId}/photos/${anId}/small`, ok: 404 }),
  ],
  'POST /api/violations': [
    ({ world, person, things }) => {
      const facts = world.works.get(things.planned) ?? {}
      const seen = allows(person.actor, 'works.see', facts)
      const payload = { worksId: things.planned, ...recording }
      return { url: '/api/violations', payload, ok: 201, deed: 'violations.decide', facts, seen }
    },
  ],
  'POST /api/violations/:id/decision': [
    violationCase('/decision', { payload: withdrawing, ok: 200, deed: 'violations.decide' }),
  ],
  'POST /api/violations/:id/answer': [
    violationCase('/answer', { form: formOf({ version: '1', deed: 'accept' }), ok: 200, deed: 'violations.object' }),
  ],
  // without its photo there is nothing to add
  'POST /api/violations/:id/photos': [violationCase('/photos', { form: formOf({}), ok: 400 })],
}
