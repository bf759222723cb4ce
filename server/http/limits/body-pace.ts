import type { IncomingMessage, Server } from 'node:http'
import { bodyPace as usual } from './contract.ts'

export interface BodyPace {
  silentMilliseconds: number
  leastBytesPerSecond: number
  checkMilliseconds: number
}

const published: BodyPace = { ...usual, checkMilliseconds: 1000 }

/** A body on its way: how long it may still be silent, and how much of it has come. */
interface Coming {
  patience: number
  bytes: number
}

/**
 * Sends away whose body does not come along, and nobody else: silence is allowed for so long, and each byte buys some of it back. A
 * phone on a bad network gets through however long its photo takes; who trickles bytes to hold a connection pays for it with as
 * many as a phone sends. Nothing is counted while it is we who do not read.
 */
export function keepPace(server: Server, pace: BodyPace = published): void {
  const coming = new Map<IncomingMessage, Coming>()
  server.on('request', (request: IncomingMessage) => {
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return
    coming.set(request, { patience: pace.silentMilliseconds, bytes: request.socket.bytesRead })
    request.once('close', () => coming.delete(request))
  })
  const timer = setInterval(() => {
    for (const [request, one] of coming)
      if (request.complete) coming.delete(request)
      else if (!isInPace(request, one, pace)) {
        coming.delete(request)
        const error = Object.assign(new Error('the body does not come along'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
        server.emit('clientError', error, request.socket)
      }
  }, pace.checkMilliseconds).unref()
  server.once('close', () => clearInterval(timer))
}

/** Counts what came since the last look. A process that was late with it lets nobody pay for that. */
function isInPace(request: IncomingMessage, one: Coming, pace: BodyPace): boolean {
  const arrived = request.socket.bytesRead - one.bytes
  one.bytes += arrived
  const isOurs = request.readableLength > 0 || request.socket.isPaused()
  const bought = (arrived / pace.leastBytesPerSecond) * 1000
  one.patience = Math.min(pace.silentMilliseconds, one.patience + bought - (isOurs ? 0 : pace.checkMilliseconds))
  return one.patience > 0
}
