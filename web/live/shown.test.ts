import { describe, expect, it } from 'vitest'
import { knownKinds, shownOf } from './shown.ts'

describe('what is shown of a change', () => {
  it('is each list and each layer once', () => {
    expect(shownOf(['works', 'conflicts'])).toEqual({
      read: [
        'works',
        'assessment',
        'procedure',
        'consultations',
        'reviews',
        'clearance',
        'pavement',
        'conflicts',
        'cases',
        'dig-once',
      ],
      layers: ['works', 'footprints', 'works_cells', 'diversions', 'conflicts'],
    })
    expect(shownOf([])).toEqual({ read: [], layers: [] })
  })

  it.each([
    ['restrictions', ['restrictions', 'assessment', 'procedure']],
    ['consultations', ['procedure', 'consultations', 'reviews']],
    ['reports', ['reports', 'clearance']],
    ['opportunities', ['opportunities']],
    ['cases', ['cases']],
    ['streets', ['streets', 'pavement']],
    ['pavement', ['pavement', 'assessment', 'procedure']],
    ['samples', ['samples', 'clearance', 'pavement']],
    ['groups', ['dig-once', 'works-groups']],
    ['calls', ['interest-calls']],
    ['notices', ['notices']],
    ['assets', ['assets']],
  ] as const)('reads again what %s stand in', (kind, read) => expect(shownOf([kind]).read).toEqual(read))

  it('leaves out what only a newer server knows', () => {
    expect(knownKinds(['permits', 'reports', 'works'])).toEqual(['works', 'reports'])
  })
})
