import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../../policy/load.ts'
import { crossedTogether } from './split-works.ts'

const pack = loadRulePack('ksa')
const none = { days: 0, connections: 0, metres: 0 }

describe('works that are together more than one may be', () => {
  it.each([
    ['60 days on a local street', 'planned', 'local', { days: 40 }, { days: 20 }, null],
    ['61 days there', 'planned', 'local', { days: 40 }, { days: 21 }, { what: 'days', sum: 61, most: 60 }],
    ['31 days on a highway', 'planned', 'highway', { days: 10 }, { days: 21 }, { what: 'days', sum: 31, most: 30 }],
    ['one that is too long by itself: its limit tells', 'planned', 'local', { days: 61 }, { days: 20 }, null],
    ['faults', 'emergency', 'highway', { days: 20 }, { days: 20 }, null],
    [
      'connections beyond one permit',
      'multi_connection',
      null,
      { connections: 50 },
      { connections: 31 },
      { what: 'connections', sum: 81, most: 80 },
    ],
    [
      'main routes beyond one permit',
      'multi_connection',
      null,
      { metres: 600 },
      { metres: 400.6 },
      { what: 'metres', sum: 1001, most: 1000 },
    ],
    ['connections of single buildings', 'connection', null, { connections: 50 }, { connections: 50 }, null],
  ] as const)('%s', (_what, category, roadClass, own, others, expected) => {
    const crossed = crossedTogether({ ...none, ...own }, { ...none, ...others }, { category, roadClass }, pack)
    expect(crossed).toEqual(expected)
  })
})
