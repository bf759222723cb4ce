import type { Socket } from 'node:net'
import { sayHttp } from './messages.ts'

const told: Record<string, { status: string; name: 'too-large' | 'too-slow' | 'validation' }> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', name: 'too-large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: '413 Payload Too Large', name: 'too-large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', name: 'too-slow' },
}

/** So long a client may read why it is sent away. */
const farewellMilliseconds = 2000

/** What is no HTTP becomes no request, and has no language: its problem is written to the connection, which ends. */
export function brokenConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const { status, name } = told[error.code ?? ''] ?? { status: '400 Bad Request', name: 'validation' }
  const [title, detail] = [sayHttp(`${name}.title`)('ar'), sayHttp(`${name}.detail`)('ar')]
  const body = JSON.stringify({ type: `/problems/${name}`, title, status: Number.parseInt(status, 10), detail })
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end([...head, '', body].join('\r\n'))
  // whoever does not hang up now is hung up on, or would hold the connection for good after all
  setTimeout(() => socket.destroy(), farewellMilliseconds).unref()
}
