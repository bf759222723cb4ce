/** How the worker answers a request; null: not at all, it goes its usual way. Nothing of `/api` is ever answered here. */
export type Way = 'page' | 'file' | 'tile' | null

/** What is asked of the worker: the address without its origin. */
export interface Asked {
  method: string
  isNavigation: boolean
  pathname: string
}

/** By the files that this version of the pages of the field consists of. */
export function wayOf({ method, isNavigation, pathname }: Asked, files: ReadonlySet<string>): Way {
  if (method !== 'GET') return null
  if (isNavigation) return 'page'
  if (pathname.startsWith('/assets/') || files.has(pathname)) return 'file'
  return /^\/tiles\/.+\.mvt$/.test(pathname) ? 'tile' : null
}

const versions = 'nasaq-field-'
/** Changed where maps are taken along as well, or in neither place. */
const areas = 'nasaq-area-'

export const isArea = (name: string) => name.startsWith(areas)
export const cacheOf = (version: string) => versions + version

/**
 * The caches that are of no use any more, from all there are in the order in which they were made: a page that is still
 * open may ask for files of the version before.
 */
export function outlived(names: readonly string[], version: string): string[] {
  const others = names.filter((name) => name.startsWith(versions) && name !== cacheOf(version))
  return others.slice(0, -1)
}
