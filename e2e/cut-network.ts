import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { address } from './page.ts'

/**
 * What becomes of a request on its way: it passes; it is cut before it arrives; it arrives, and its answer is cut; it
 * arrives, and its answer never comes; nobody takes it, and nobody says so; or somebody on the way answers in the place of
 * the service.
 */
export type Fate = 'passes' | 'cut' | 'answer lost' | 'hangs' | 'stalls' | { status: number; retryAfter: number }

export interface Seen {
  method: string
  path: string
  fate: Fate
  at: number
  /** What the service answered, where it was asked. */
  status?: number
}

export interface Network {
  address: string
  /** Everything to do with inspections and reports that was sent, in its order. */
  seen: Seen[]
  /** Decides over each request from now on; nothing is decided: everything passes. */
  decide: (fate: ((asked: { method: string; path: string }) => Fate) | null) => void
  close: () => void
}

/** A network between a browser and the service, which can be cut at any step. The service sees what it lets through. */
export async function openNetwork(): Promise<Network> {
  let fateOf: ((asked: { method: string; path: string }) => Fate) | null = null
  const seen: Seen[] = []
  const server = createServer((asked, answer) => {
    const { method = 'GET', url: path = '/' } = asked
    const fate = fateOf?.({ method, path }) ?? 'passes'
    const note: Seen = { method, path, fate, at: Date.now() }
    if (/^\/api\/(inspections|reports)/.test(path) && method !== 'GET') seen.push(note)
    // its body stays unread, and it hears nothing
    if (fate === 'stalls') return
    if (fate === 'cut') return void asked.socket.destroy()
    if (typeof fate === 'object')
      return void answer.writeHead(fate.status, { 'retry-after': String(fate.retryAfter) }).end()
    pass(asked, answer, note)
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    decide: (fate) => {
      fateOf = fate
    },
    close: () => end(server),
  }
}

function end(server: Server): void {
  server.close()
  server.closeAllConnections()
}

function pass(asked: IncomingMessage, answer: ServerResponse, note: Seen): void {
  const { hostname, port } = new URL(address)
  const { method = 'GET', url: path = '/', headers } = asked
  const onward = request({ hostname, port, method, path, headers }, (came) => {
    note.status = came.statusCode ?? 0
    if (note.fate === 'passes') {
      answer.writeHead(came.statusCode ?? 502, came.headers)
      came.pipe(answer)
      return
    }
    came.resume()
    // the service is through with it by then
    came.on('end', () => note.fate === 'answer lost' && asked.socket.destroy())
  })
  onward.on('error', () => asked.socket.destroy())
  asked.on('error', () => onward.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}
