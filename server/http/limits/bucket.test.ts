import { describe, expect, it } from 'vitest'
import { Bucket } from './bucket.ts'

const [requests, seconds] = [5, 10]

function bucketAt(start: number) {
  const time = { now: start }
  const bucket = new Bucket(undefined, () => time.now)
  const ask = (key = 'a', way: 'incr' | 'read' = 'incr') => {
    let told: { current: number; ttl: number } | undefined
    bucket[way](key, (_error, result) => (told = result), seconds * 1000, requests)
    if (!told) throw new Error('no answer')
    return told
  }
  return { time, ask }
}

describe('a quota', () => {
  it('lets as many through at once as it names, and then one each time one has come back', () => {
    const { time, ask } = bucketAt(1000)
    expect(Array.from({ length: 5 }, () => ask().current)).toEqual([1, 2, 3, 4, 5])
    expect(ask()).toEqual({ current: 6, ttl: 2000 })
    time.now += 1999
    expect(ask().current).toBe(6)
    time.now += 1
    expect(ask().current).toBe(5)
    expect(ask()).toEqual({ current: 6, ttl: 2000 })
  })

  it('lets nobody through faster than its pace who never stops asking', () => {
    const { time, ask } = bucketAt(0)
    let through = 0
    for (; time.now <= 100_000; time.now += 10) if (ask().current <= requests) through++
    expect(through).toBe(5 + 50)
  })

  it('is whole again after its time, and never more than whole', () => {
    const { time, ask } = bucketAt(0)
    for (let at = 0; at < 5; at++) ask()
    time.now += 1_000_000
    expect(Array.from({ length: 6 }, () => ask().current)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('counts each client for itself', () => {
    const { ask } = bucketAt(0)
    for (let at = 0; at < 6; at++) ask('a')
    expect(ask('b').current).toBe(1)
  })

  it('tells what is left without taking it', () => {
    const { time, ask } = bucketAt(0)
    expect(ask('a', 'read')).toEqual({ current: 0, ttl: 0 })
    for (let at = 0; at < 4; at++) ask()
    expect([ask('a', 'read'), ask('a', 'read')]).toEqual(Array(2).fill({ current: 4, ttl: 8000 }))
    ask()
    expect(ask('a', 'read')).toEqual({ current: 5, ttl: 2000 })
    time.now += 2000
    expect(ask('a', 'read').current).toBe(4)
  })

  it('remembers no more clients than it may, and forgets the longest known first', () => {
    const { ask } = bucketAt(0)
    for (let at = 0; at < 5; at++) ask('first')
    for (let at = 0; at < 50_001; at++) ask(`other ${at}`)
    expect([ask('first').current, ask('other 50000').current]).toEqual([1, 2])
  })
})
