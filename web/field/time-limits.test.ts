import { describe, expect, it } from 'vitest'
import { patientOf } from './time-limits.ts'

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
