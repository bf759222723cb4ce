import { createHash } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { App, Services } from './app-types.ts'

const none = ["'none'"]
const own = ["'self'"]

/** The two rules that react-aria writes into the page, to the letter: allowed by their hashes, and nothing else is. */
const ariaStyles = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)

/**
 * Everything the page needs is served from here, its map's worker, fonts and styles too. Photos
 * are shown before they are sent (`blob:`), and the map's styles carry small drawings (`data:`).
 */
const directives = {
  defaultSrc: none,
  scriptSrc: own,
  styleSrc: [...own, ...ariaStyles],
  workerSrc: own,
  fontSrc: own,
  imgSrc: ["'self'", 'data:', 'blob:'],
  manifestSrc: own,
  formAction: own,
  baseUri: none,
  frameAncestors: none,
  objectSrc: none,
  // TLS may end in front of this service or, on a laptop, nowhere
  upgradeInsecureRequests: null,
}

/** For so long a browser asks for the service over TLS alone, once it has. */
const secondsOfYear = 31_536_000

/** People photograph what is broken and say where they stand. Nothing else of a device is asked for. */
const devices = ['camera=(self)', 'geolocation=(self)', 'microphone=()', 'payment=()', 'usb=()', 'display-capture=()']

/** What a browser may do with an answer: helmet's usual set, stricter where this page needs less. */
export async function securityHeaders(
  app: App,
  { basemap, publicUrl }: Pick<Services, 'basemap' | 'publicUrl'>,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      // a base map elsewhere is asked for only where the operator has named its hosts
      directives: { ...directives, connectSrc: [...own, ...(basemap?.origins ?? [])] },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // the follow address of a report is a secret
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // of other names under the same domain nobody here knows; on a laptop there is no TLS to keep to
    strictTransportSecurity: publicUrl?.startsWith('https:')
      ? { maxAge: secondsOfYear, includeSubDomains: false }
      : false,
  })
  app.addHook('onRequest', async (_request, reply) => void reply.header('permissions-policy', devices.join(', ')))
  // whatever stands between decides by itself what it keeps, where nothing is said
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/api/') || reply.hasHeader('cache-control')) return
    reply.header('cache-control', request.actor ? 'private, no-store' : 'no-cache')
  })
}
