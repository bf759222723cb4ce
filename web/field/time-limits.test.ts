import { describe, expect, it } from 'vitest'
import { sendingMilliseconds } from '../../server/http/limits/contract.ts'
import { patientOf, quietMilliseconds } from './time-limits.ts'

const reasonOf = (signal: AbortSignal) =>
  new Promise<string>((done) => signal.addEventListener('abort', () => done((signal.reason as DOMException).name)))

describe('what is read where it lies on the phone as well', () => {
  it('is given up when it takes too long', async () => {
    expect(await reasonOf(patientOf(new AbortController().signal, true, 5))).toBe('TimeoutError')
  })

  it('is called off by whoever asked for it', async () => {
    const asking = new AbortController()
    const called = reasonOf(patientOf(asking.signal, true, 10_000))
    asking.abort()
    expect(await called).toBe('AbortError')
    expect(patientOf(asking.signal, true).aborted).toBe(true)
  })

  it('is waited for where it lies nowhere else', () => {
    const { signal } = new AbortController()
    expect(patientOf(signal, false)).toBe(signal)
  })
})

describe('what is sent', () => {
  it('is given up after two minutes of silence, however much it is, and later each time it is tried', () => {
    const photo = 2_000_000
    expect([1, 2, 3].map((tries) => quietMilliseconds(photo, tries) / 60_000)).toEqual([2, 3, 5])
    expect(quietMilliseconds(2, 1)).toBe(120_000)
  })

  it('is given the time that its bytes take on the slowest network in the end, and no more', () => {
    const slowest = (bytes: number) => sendingMilliseconds(bytes) + 60_000
    for (const bytes of [2, 3000, 2_000_000]) expect(quietMilliseconds(bytes, 12)).toBe(slowest(bytes))
  })
})
