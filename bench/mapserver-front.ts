/** A small front for MapServer's FastCGI processes: /tiles/z/x/y. Arguments: the unix sockets, one of each process. */
import { createServer } from 'node:http'
import { ask } from './fastcgi.ts'

const free = process.argv.slice(2)
const waiting: ((socket: string) => void)[] = []

function take(): Promise<string> {
  const socket = free.pop()
  return socket ? Promise.resolve(socket) : new Promise((done) => waiting.push(done))
}

function giveBack(socket: string): void {
  const next = waiting.shift()
  if (next) next(socket)
  else free.push(socket)
}

const server = createServer((request, response) => {
  const [, , z, x, y] = (request.url ?? '').split('?')[0]?.split('/') ?? []
  const query = `map=WORKS&mode=tile&tilemode=gmap&tile=${x}+${y}+${z}&layers=works&map.imagetype=mvt`
  void take().then(async (socket) => {
    try {
      const body = await ask(socket, { REQUEST_METHOD: 'GET', QUERY_STRING: query })
      response.setHeader('content-type', 'application/vnd.mapbox-vector-tile').end(body)
    } catch (error) {
      response.writeHead(502).end(String(error))
    } finally {
      giveBack(socket)
    }
  })
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit(0))
