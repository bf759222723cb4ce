import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** "Slow 4G" as Lighthouse throttles telephones: a round trip, and bits a second down and up. */
const slow4G = { roundTripMilliseconds: 150, down: 1_600_000, up: 750_000 }
const bitsInByte = 8

/** One direction of the air, which all connections share: what is sent waits for what was sent before it. */
class Way {
  private freeAt = 0
  private readonly bytesPerMillisecond: number

  constructor(bitsPerSecond: number) {
    this.bytesPerMillisecond = bitsPerSecond / bitsInByte / 1000
  }

  /** When so many bytes, sent now or at `from`, have arrived. */
  arrival(bytes: number, from: number): number {
    this.freeAt = Math.max(Date.now(), from, this.freeAt) + bytes / this.bytesPerMillisecond
    return this.freeAt + slow4G.roundTripMilliseconds / 2
  }
}

/** Passes on in its order and at its time what comes from one side. */
function carry(from: Socket, to: Socket, way: Way, openAt: number): void {
  let before: Promise<unknown> = Promise.resolve()
  const then = (at: number, deed: () => unknown) => {
    before = before.then(() => new Promise((done) => setTimeout(done, at - Date.now()))).then(deed)
  }
  from.on('data', (chunk) => then(way.arrival(chunk.length, openAt), () => to.destroyed || to.write(chunk)))
  from.on('end', () => then(Date.now(), () => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => then(Date.now(), () => to.destroy()))
}

/**
 * A slow network in front of a service. What a browser slows down by itself (`Network.emulateNetworkConditions`) passes by
 * the worker of the field's pages, which opens them: this one slows down everything that is asked for.
 */
export async function openSlowNetwork(port: number): Promise<{ address: string; close: () => void }> {
  const [down, up] = [new Way(slow4G.down), new Way(slow4G.up)]
  const sockets = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    // a connection takes a round trip before anything is said over it
    const openAt = Date.now() + slow4G.roundTripMilliseconds
    carry(near, far, up, openAt)
    carry(far, near, down, openAt)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
