import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { App } from './app-types.ts'

/** A body that is still on its way when the service closes is waited for so long: nothing of it was acknowledged, and it is sent again. */
const longestMilliseconds = 10_000

/**
 * Closes as soon as what is under way is answered. Node waits for every connection that has not been idle between two requests:
 * one that a browser opened ahead and has not used, which would stay until somebody else closes it, and one whose answer went out
 * meanwhile, for as long as it is kept alive.
 */
export function orderlyClosing(app: App, milliseconds = longestMilliseconds): void {
  let isClosing = false
  const connections = requestsOf(app.server, () => isClosing)
  app.addHook('preClose', async () => {
    isClosing = true
    for (const [socket, requests] of connections) if (requests.size === 0) socket.destroy()
    setTimeout(() => {
      for (const [socket, requests] of connections)
        if ([...requests].every(({ complete }) => !complete)) socket.destroy()
    }, milliseconds).unref()
  })
}

/** The open connections, each with its requests that are not answered; once the service closes, none without any. */
function requestsOf(server: Server, isClosing: () => boolean): Map<Socket, Set<IncomingMessage>> {
  const connections = new Map<Socket, Set<IncomingMessage>>()
  server.on('connection', (socket) => {
    if (isClosing()) return void socket.destroy()
    connections.set(socket, new Set())
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', (request, answer) => {
    const requests = connections.get(request.socket)
    requests?.add(request)
    // one that breaks off goes with its connection
    answer.once('finish', () => {
      requests?.delete(request)
      if (isClosing() && requests?.size === 0) request.socket.destroySoon()
    })
  })
  return connections
}
