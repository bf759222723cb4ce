import type { App } from '../app-types.ts'

/** Two thousand points are 80 kB; a body of a mebibyte is refused for its points, with words, not for its size. */
export const geometryBytes = 1024 * 1024
/** Of a body without a geometry: its longest text is 16 kB. */
const plainBytes = 64 * 1024

/** Routes that take no geometry take small bodies only. Those that name a size of their own keep it. */
export function smallBodies(app: App): void {
  app.addHook('onRoute', (route) => {
    const { body, consumes } = (route.schema ?? {}) as { body?: unknown; consumes?: string[] }
    const isForm = consumes?.includes('multipart/form-data')
    if (!isForm && !JSON.stringify(body ?? {}).includes('"coordinates"')) route.bodyLimit ??= plainBytes
  })
}
