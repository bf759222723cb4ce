import { describe, expect, it } from 'vitest'
import { knownKinds, shownOf } from './shown.ts'

describe('what is shown of a change', () => {
  it('is each list and each layer once', () => {
    expect(shownOf(['works', 'conflicts'])).toEqual({
      read: ['works', 'assessment', 'procedure', 'consultations', 'reviews', 'conflicts'],
      layers: ['works', 'footprints', 'works_cells', 'conflicts'],
    })
    expect(shownOf([])).toEqual({ read: [], layers: [] })
  })

  it.each([
    ['restrictions', ['assessment', 'procedure']],
    ['consultations', ['procedure', 'consultations', 'reviews']],
    ['reports', ['reports']],
    ['opportunities', ['opportunities']],
    ['streets', ['streets']],
  ] as const)('reads again what %s stand in', (kind, read) => expect(shownOf([kind]).read).toEqual(read))

  it('leaves out what only a newer server knows', () => {
    expect(knownKinds(['permits', 'reports', 'works'])).toEqual(['works', 'reports'])
  })
})
