import { expect, it } from 'vitest'
import { sayCoordination } from './messages.ts'

const values = { other: 'خط مياه', metres: 3, squareMetres: 4, start: '2026-12-28', end: '2026-12-29' }

it.each([
  [1, 'خلال يوم واحد'],
  [2, 'خلال يومين'],
  [3, 'خلال 3 أيام'],
  [19, 'خلال 19 يومًا'],
])('tells of %i shared days as Arabic says them after «خلال»', (days, words) => {
  expect(sayCoordination('clash', { ...values, days })('ar')).toContain(`${words} (`)
  expect(sayCoordination('proximity', { ...values, distance: '0.1', days })('ar')).toContain(`${words} (`)
})
