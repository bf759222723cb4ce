/** One client that asks at full speed: ready when it is refused for the first time; tells what it got when it is told to stop. Arguments: its address, and where it asks. */
import { Agent, get } from 'node:http'

const connections = 64
const [from = '', ...urls] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const got: Record<string, number> = {}
let stopped = false
let told = false

function ask(url: string): Promise<void> {
  return new Promise((done) => {
    get(url, { agent, headers: { 'x-forwarded-for': from } }, (answer) => {
      const status = String(answer.statusCode)
      got[status] = (got[status] ?? 0) + 1
      if (status === '429' && !told) told = process.send?.({ port: 0 }) ?? true
      answer.resume().once('close', () => done())
    }).once('error', () => done())
  })
}

let at = 0
async function connection(): Promise<void> {
  while (!stopped) await ask(urls[at++ % urls.length] ?? '')
}

process.on('message', () => {
  stopped = true
  process.send?.({ got }, () => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
await Promise.all(Array.from({ length: connections }, connection))
