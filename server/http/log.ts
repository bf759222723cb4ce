import type { FastifyServerOptions } from 'fastify'

/**
 * The log tells of a request its method, its route and who asked. Not its address: that may hold what alone lets somebody
 * follow a report, pay, or be sent no more e-mail.
 */
export function logSetting(level: string): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    serializers: {
      req: ({ method, routeOptions, ip }) => ({ method, route: routeOptions?.url ?? null, remoteAddress: ip }),
    },
  }
}
