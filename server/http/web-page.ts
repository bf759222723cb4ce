import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { App } from './app-types.ts'
import { sendProblem } from './problem.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))
const ownPaths = /^\/(api|tiles|docs|ogc|open311|wzdx)(\/|$)/

/** Serves the built page: hashed files for good, and the page itself for every address of its own. */
export async function webPage(app: App): Promise<void> {
  const isBuilt = existsSync(`${dist}index.html`)
  if (isBuilt) await app.register(fastifyStatic, { root: dist, cacheControl: false, setHeaders: caching })
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !ownPaths.test(request.url) && (request.headers.accept ?? '').includes('text/html')
    return isBuilt && isPage ? reply.sendFile('index.html') : sendProblem(reply, { name: 'not-found' })
  })
}

function caching(reply: { setHeader: (name: string, value: string) => void }, path: string): void {
  const isHashed = path.includes('/assets/')
  reply.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
}
