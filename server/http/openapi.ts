import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { App, Services } from './app-types.ts'
import { type Limits, type QuotaName, standings } from './limits/figures.ts'
import { quotaOfRoute } from './limits/route-quota.ts'

const icon = fileURLToPath(new URL('../../web/public/icon.svg', import.meta.url))

/** The description of the API, made from the schemas of the routes, and a page to read it. */
export async function openapi(app: App, { limits }: Pick<Services, 'limits'>): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nasaq',
        version: '0.1.0',
        description: 'Coordination of infrastructure works: one map, one calendar. Errors are RFC 9457 problems.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'nasaq' },
          key: { type: 'http', scheme: 'bearer', description: 'a key of an organisation’s software' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      schema: described((schema ?? {}) as Record<string, unknown>, url, route, limits),
      url,
    }),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // without the bar on top, which is its maker's
    uiConfig: { layout: 'BaseLayout', defaultModelsExpandDepth: -1 },
    theme: {
      title: 'Nasaq API',
      favicon: [
        { filename: 'icon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: readFileSync(icon, 'utf8') },
      ],
    },
  })
  app.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () => app.swagger())
}

interface Described {
  url: string
  method: string | string[]
  config?: { permission?: string; takesNoKey?: true; quota?: QuotaName | null }
}

/** Adds what every operation has: an id, its security, and the problems it may answer with. */
function described(schema: Record<string, unknown>, url: string, route: Described, limits: Limits | null) {
  const method = String(route.method).toLowerCase()
  const quota = limits && quotaOfRoute(String(route.method), url, route.config)
  const permission = route.config?.permission
  const open = permission === 'public'
  const words = url
    .replace(/[:{}]/g, '')
    .split('/')
    .filter(Boolean)
    .slice(url.startsWith('/api') ? 1 : 0)
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: problemSchema } },
  })
  const takesKey = !['get', 'head'].includes(method) && !route.config?.takesNoKey
  return {
    ...schema,
    ...(takesKey ? { headers: keyHeader } : {}),
    operationId: [method, ...words].join('-').replace(/[^a-zA-Z0-9-]/g, '-'),
    security: open ? [] : [{ session: [] }, { key: [] }],
    ...(limits && quota ? { 'x-rate-limit': published(limits, quota) } : {}),
    response: {
      ...(schema.response as object | undefined),
      ...(limits && quota ? { 429: refused(problem, limits, quota) } : {}),
      '4xx': problem(
        open
          ? 'A problem with the request'
          : `A problem with the request; 401 and 403 without the permission ${permission}`,
      ),
    },
  }
}

/** Of every write. */
const keyHeader = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      minLength: 16,
      maxLength: 255,
      description:
        'Chosen by the client for one request (a UUID, say): sent again, the write is not done again and the first answer is given again, with `Idempotency-Replayed: true`. 409 `in-flight` while the first still runs; 422 `key-reused` where it asks for something else. Kept for three days.',
    },
  },
}

function published(limits: Limits, name: QuotaName) {
  return { name, ...limits.quotas[name], ...(name === 'sign-in' ? { failed: limits.failedSignIns } : {}) }
}

/** The refusal of who asks too often, with the figures in words. */
function refused(problem: (description: string) => object, limits: Limits, name: QuotaName) {
  const figures = standings.map((one) => {
    const { requests, seconds } = limits.quotas[name][one]
    return `${requests} in ${seconds} s for ${whose[one]}`
  })
  const integer = (description: string) => ({ description, type: 'integer' })
  const text = (description: string) => ({ description, type: 'string' })
  return {
    ...problem(`Over the quota "${name}": ${figures.join(', ')}. What is used comes back evenly.`),
    headers: {
      'Retry-After': integer('Seconds until one more request is allowed'),
      'RateLimit-Policy': text('The quota that counts the request: q requests in w seconds'),
      RateLimit: text('What is left of it (r), and the seconds until it is whole again (t); with every answer'),
    },
  }
}

const whose = { visitor: 'an address', account: 'an account', key: 'an API key' }

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}
