import { describe, expect, it } from 'vitest'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Review } from '../../server/permits/queue/contract.ts'
import type { Answer } from '../api.ts'
import { judge } from './many-decisions.ts'

const review = { works: { id: 'w', version: 4 } } as Review
const words = { notNow: 'Not now.', unknown: 'Not known.' }
const told = (version: number, events: object[]): Answer<Procedure> => ({ ok: true, value: { version, events } as Procedure }) // biome-ignore format: one line
const approve = (...details: string[]) => ({ event: 'approve', reasons: details.map((detail) => ({ code: 'x', detail })) }) // biome-ignore format: one line

describe('what the rule says of one of several', () => {
  it.each([
    ['nothing against it', told(4, [approve()]), []],
    ['all its reasons', told(4, [approve('Blocked.', 'Not answered.')]), ['Blocked.', 'Not answered.']],
    ['that it is not to be done where it stands', told(4, [{ event: 'grant', reasons: [] }]), ['Not now.']],
    ['that it has changed, whatever is possible now', told(5, [approve()]), null],
    ['why it could not be asked', { ok: false, problem: { type: 'x', title: 'x', status: 404, detail: 'Gone.' } }, ['Gone.']], // biome-ignore format: one line
    ['that it is not known', { ok: false, problem: { type: 'x', title: '', status: 0 } }, ['Not known.']],
  ] as const)('%s', (_what, answer, reasons) =>
    expect(judge(review, 'approve', answer as Answer<Procedure>, words)).toEqual({ review, reasons }),
  )
})
