import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** An e-mail as a server got it. */
export interface Received {
  to: string[]
  raw: string
  header: (name: string) => string | undefined
}

export interface MailSink {
  url: string
  received: Received[]
  /** How many it has taken. */
  connections: () => number
  /** What it says of recipients, in place of taking them. */
  refuse: (code: number | null) => void
  close: () => Promise<void>
}

function received(raw: string, to: string[]): Received {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) =>
    head
      .split('\r\n')
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))
      ?.slice(name.length + 2)
  return { to, raw, header }
}

/** A mail server of this machine, which keeps what it gets. */
export async function mailSink(): Promise<MailSink> {
  const all: Received[] = []
  let refused: number | null = null
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => {
      connections += 1
      done()
    },
    onRcptTo: (_address, _session, done) =>
      done(refused === null ? null : Object.assign(new Error('not here'), { responseCode: refused })),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (bytes: Buffer) => parts.push(bytes))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        all.push(received(Buffer.concat(parts).toString(), to))
        done()
      })
    },
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: all,
    connections: () => connections,
    refuse: (code) => {
      refused = code
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
