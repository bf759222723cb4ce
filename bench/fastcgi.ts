import { connect } from 'node:net'

/** Record types of FastCGI 1.0 that a web server sends and reads. */
const type = { begin: 1, end: 3, params: 4, stdin: 5, stdout: 6 } as const
const head = 8

function record(kind: number, content: Buffer): Buffer {
  const start = Buffer.alloc(head)
  start.writeUInt8(1, 0)
  start.writeUInt8(kind, 1)
  start.writeUInt16BE(1, 2)
  start.writeUInt16BE(content.length, 4)
  return Buffer.concat([start, content])
}

function length(text: string): Buffer {
  const bytes = Buffer.byteLength(text)
  if (bytes < 128) return Buffer.from([bytes])
  const long = Buffer.alloc(4)
  long.writeUInt32BE((bytes | 0x80000000) >>> 0)
  return long
}

function pairs(params: Record<string, string>): Buffer {
  return Buffer.concat(
    Object.entries(params).flatMap(([name, value]) => [length(name), length(value), Buffer.from(name + value)]),
  )
}

/** What the program wrote, of the records that came. */
function output(received: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at + head <= received.length; ) {
    const bytes = received.readUInt16BE(at + 4)
    if (received[at + 1] === type.stdout) parts.push(received.subarray(at + head, at + head + bytes))
    at += head + bytes + (received[at + 6] ?? 0)
  }
  return Buffer.concat(parts)
}

/** Asks a FastCGI program on a unix socket and gives the body of its answer, without its header lines. */
export function ask(socketPath: string, params: Record<string, string>): Promise<Buffer> {
  return new Promise((done, fail) => {
    const socket = connect(socketPath)
    const received: Buffer[] = []
    socket.on('data', (data) => received.push(data))
    socket.once('error', fail)
    socket.once('close', () => {
      const answer = output(Buffer.concat(received))
      const body = answer.indexOf('\r\n\r\n')
      const header = answer.subarray(0, Math.max(body, 0)).toString()
      if (body < 0 || /^status: [45]/im.test(header) || !/content-type: .*(mvt|vector-tile|protobuf)/i.test(header))
        fail(new Error(`no answer: ${answer.toString().slice(0, 200)}`))
      else done(answer.subarray(body + 4))
    })
    socket.write(
      Buffer.concat([
        record(type.begin, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])),
        record(type.params, pairs(params)),
        record(type.params, Buffer.alloc(0)),
        record(type.stdin, Buffer.alloc(0)),
      ]),
    )
  })
}
