import { Agent, get } from 'node:http'
import { quantile } from './table.ts'

const clients = 4

function fetchBytes(agent: Agent, url: string): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { agent }, (answer) => {
      let bytes = 0
      answer.on('data', (data: Buffer) => {
        bytes += data.length
      })
      answer.once('end', () =>
        // 204: nothing lies in the tile
        answer.statusCode === 200 || answer.statusCode === 204
          ? done(bytes)
          : fail(new Error(`${answer.statusCode} of ${url}`)),
      )
    }).once('error', fail)
  })
}

export interface Pass {
  perSecond: number
  p50: number
  p99: number
  kilobytes: number
}

/** Every address once, over four connections. */
export async function ask(urls: readonly string[]): Promise<Pass> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  let [at, bytes] = [0, 0]
  const start = performance.now()
  const client = async () => {
    for (let url = urls[at++]; url; url = urls[at++]) {
      const asked = performance.now()
      const got = await fetchBytes(agent, url)
      bytes += got
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return {
    perSecond: urls.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    kilobytes: bytes / urls.length / 1024,
  }
}
