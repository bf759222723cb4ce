import { expect, it } from 'vitest'
import { withDay } from './days.ts'

it.each([
  ['one that was typed and not added', [], '2026-12-01', ['2026-12-01']],
  ['both kinds, in their order', ['2026-12-03'], '2026-12-01', ['2026-12-01', '2026-12-03']],
  ['one that is twice, once', ['2026-12-01'], '2026-12-01', ['2026-12-01']],
  ['no empty field', ['2026-12-01'], '', ['2026-12-01']],
  ['none', [], '', []],
] as const)('the days of a joint visit: %s', (_name, days, next, all) => expect(withDay(days, next)).toEqual(all))
