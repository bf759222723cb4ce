import { expect, it } from 'vitest'
import { refusal, warning } from './reason.ts'
import { Tally } from './tally.ts'

it('counts rows by verdict and by reason, each row once for a reason, the most frequent first', () => {
  const tally = new Tally()
  tally.add('ok', [])
  tally.add('warning', [warning('default_used', 'a'), warning('default_used', 'b')])
  tally.add('refused', [refusal('not_a_day', 'from'), refusal('not_a_day', 'to'), warning('same_as', 'x')])
  tally.add('refused', [refusal('not_a_day', 'from')])
  expect(tally.counted).toEqual({
    counts: { ok: 1, warning: 1, refused: 2 },
    reasons: [
      { code: 'not_a_day', verdict: 'refused', rows: 2 },
      { code: 'default_used', verdict: 'warning', rows: 1 },
      { code: 'same_as', verdict: 'warning', rows: 1 },
    ],
  })
})

it('goes on from what was counted before, and takes back what was given otherwise', () => {
  const before = new Tally()
  before.add('warning', [warning('same_as', 'x')])
  const tally = new Tally(before.counted)
  tally.remove('warning', [warning('same_as', 'x')])
  tally.add('refused', [refusal('already_stored', 'id')])
  expect(tally.counted).toEqual({
    counts: { warning: 0, refused: 1 },
    reasons: [{ code: 'already_stored', verdict: 'refused', rows: 1 }],
  })
})
