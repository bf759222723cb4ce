import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { LiveStreams } from './streams.ts'

const opened: LiveStreams[] = []
afterEach(() => {
  for (const streams of opened.splice(0)) streams.end()
})

function streamsOf(beat = 60_000): LiveStreams {
  const streams = new LiveStreams({ together: 10, beat })
  opened.push(streams)
  return streams
}

/** What has been said on a stream, without the ids. */
function saidOn(streams: LiveStreams, since?: string) {
  const said: string[] = []
  const stream = streams.open(since)
  stream.on('data', (text: Buffer) => said.push(text.toString()))
  return {
    stream,
    events: () =>
      [...said.join('').matchAll(/event: (\w+)\ndata: (.*)/g)].map(([, event, data]) =>
        event === 'change' ? (JSON.parse(data ?? '') as { kinds: string[] }).kinds : event,
      ),
    last: () => [...said.join('').matchAll(/id: (.*)/g)].at(-1)?.[1] ?? '',
  }
}

describe('streams of changes', () => {
  it('begin at once, and tell together what changes together, each kind once', async () => {
    const streams = streamsOf()
    const one = saidOn(streams)
    for (const kind of ['conflicts', 'works', 'works'] as const) streams.changed(kind)
    await sleep(40)
    streams.changed('reports')
    await sleep(40)
    expect(one.events()).toEqual([[], ['works', 'conflicts'], ['reports']])
  })

  it('tell who comes back what changed meanwhile', async () => {
    const streams = streamsOf()
    const one = saidOn(streams)
    streams.changed('works')
    await sleep(40)
    one.stream.destroy()
    streams.changed('reports')
    await sleep(40)
    const back = saidOn(streams, one.last())
    await sleep(10)
    expect(back.events()).toEqual([['reports']])
    expect(saidOn(streams, back.last()).events()).toEqual([])
  })

  it('lose nothing that was heard, but not yet told, when a client left', async () => {
    const streams = streamsOf()
    streams.changed('works')
    const one = saidOn(streams)
    await sleep(2)
    one.stream.destroy()
    await sleep(40)
    const back = saidOn(streams, one.last())
    await sleep(10)
    expect(back.events()).toEqual([['works']])
  })

  it('tell to read everything anew where it is not known what was missed', async () => {
    const streams = streamsOf()
    const one = saidOn(streams)
    await sleep(2)
    streams.missed()
    await sleep(40)
    expect(one.events()).toEqual([[], 'refresh'])
    const first = one.last().replace(/\d+$/, '0')
    const strangers = [first, 'another process.3', one.last().replace(/\d+$/, '99'), ''].map((id) =>
      saidOn(streams, id),
    )
    await sleep(10)
    expect(strangers.map(({ events }) => events())).toEqual(Array(4).fill(['refresh']))
  })

  it('say that they are alive, and end', async () => {
    const streams = streamsOf(20)
    const one = saidOn(streams)
    await sleep(60)
    expect(one.events().slice(0, 2)).toEqual([[], 'beat'])
    streams.end()
    await sleep(5)
    expect(one.stream.destroyed).toBe(true)
    expect(streams.size).toBe(0)
    expect(saidOn(streams).events()).toEqual([])
  })

  it('leave a client behind that does not read', async () => {
    const streams = streamsOf(1)
    streams.open(undefined)
    await expect.poll(() => streams.size, { timeout: 5000 }).toBe(0)
  })
})
