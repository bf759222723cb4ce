import type { FastifyRequest } from 'fastify'
import type { QuotaName } from './figures.ts'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What counts a route: what it declares, or what follows from its address and what it does. */
export function quotaOfRoute(
  method: string,
  url: string,
  config: { quota?: QuotaName | null; takesNoKey?: true } = {},
): QuotaName | null {
  if (config.quota !== undefined) return config.quota
  if (url.startsWith('/tiles/')) return 'tiles'
  if (!url.startsWith('/api/')) return 'files'
  return reads.has(method) || config.takesNoKey ? 'reading' : 'writing'
}

export function quotaOf(request: FastifyRequest): QuotaName | null {
  const { config, url } = request.routeOptions
  // a route's own address cannot be spelled otherwise; what has none, or any (`/*`), is at most a file
  const address = url === undefined || url === '/*' ? request.url : url
  return quotaOfRoute(request.method, address, config)
}
