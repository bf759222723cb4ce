import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate.ts'

export interface Call {
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  /** The certificate by which it is known. */
  ca: string
  calls: Call[]
  /** What it answers from now on; `null` is nothing at all. */
  answer: (status: number | null, headers?: Record<string, string>) => void
  close: () => Promise<void>
}

/** A receiver of webhooks on this machine, over TLS, which keeps what it gets. */
export async function webhookReceiver(): Promise<Receiver> {
  const { cert, key } = selfSigned()
  const calls: Call[] = []
  let reply: { status: number | null; headers: Record<string, string> } = { status: 204, headers: {} }
  const server = createServer({ cert, key }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (bytes: Buffer) => parts.push(bytes))
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      if (reply.status === null) response.destroy()
      else response.writeHead(reply.status, reply.headers).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://localhost:${port}/in`,
    ca: cert,
    calls,
    answer: (status, headers = {}) => {
      reply = { status, headers }
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
