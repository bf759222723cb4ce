import { describe, expect, it, vi } from 'vitest'
import { Turns } from './turns.ts'

const longestMilliseconds = 5000

/** Takes a turn and says when it has come. */
function taking(turns: Turns, came: string[], client: string, name: string, most = 2) {
  const turn = turns.take(client, most)
  void turn.here.then(() => came.push(name))
  return turn
}

const settled = () => new Promise((done) => setImmediate(done))

describe('turns', () => {
  it('lets in a few of a client, the others in the order in which they came, and other clients at once', async () => {
    const [turns, came] = [new Turns({ longestMilliseconds }), [] as string[]]
    const all = ['1', '2', '3', '4'].map((name) => taking(turns, came, 'a', name))
    taking(turns, came, 'b', 'b')
    await settled()
    expect(came).toEqual(['1', '2', 'b'])
    all[1]?.leave()
    all[1]?.leave()
    await settled()
    expect(came).toEqual(['1', '2', 'b', '3'])
    all[0]?.leave()
    await settled()
    expect(came).toEqual(['1', '2', 'b', '3', '4'])
  })

  it('skips who has gone away while waiting', async () => {
    const [turns, came] = [new Turns({ longestMilliseconds }), [] as string[]]
    const all = ['1', '2', '3'].map((name) => taking(turns, came, 'a', name, 1))
    all[1]?.leave()
    all[0]?.leave()
    await settled()
    expect(came).toEqual(['1', '3'])
  })

  it('forgets a client that has nothing going on', async () => {
    const turns = new Turns({ longestMilliseconds })
    const all = [turns.take('a', 1), turns.take('a', 1)]
    for (const turn of all) turn.leave()
    expect(turns.size).toBe(0)
  })

  it('ends a turn that lasts too long, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [turns, came] = [new Turns({ longestMilliseconds }), [] as string[]]
    const all = ['1', '2', '3'].map((name) => taking(turns, came, 'a', name, 1))
    vi.advanceTimersByTime(longestMilliseconds)
    all[0]?.leave()
    vi.useRealTimers()
    await settled()
    expect(came).toEqual(['1', '2'])
  })
})
