/**
 * Opens the pages of the field without a network. It stands by itself: whatever it imports is built into its one file.
 * It knows nothing of the outbox, which the pages send by themselves: a new version of it can lose none of that.
 */
import { cacheOf, isArea, outlived, wayOf } from './ways.ts'

interface WorkerEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface FetchEvent extends WorkerEvent {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}
interface WorkerScope {
  /** Written in front of this file when it is built: the files of this version, and a name that no other version has. */
  fieldVersion: { name: string; files: string[] }
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  addEventListener: <E extends WorkerEvent>(name: string, listener: (event: E) => void) => void
}

const worker = globalThis as unknown as WorkerScope
const { name: version, files } = worker.fieldVersion
const known = new Set(files)
const page = '/index.html'
/** A network that has said nothing for so long says nothing: what lies here is shown. */
const pageMilliseconds = 3000
const tileMilliseconds = 4000

/** Files whose names tell their content are taken from the version before, not over the air again. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheOf(version))
  await Promise.all(
    files.map(async (file) => {
      const before = file.startsWith('/assets/') ? await caches.match(file) : undefined
      const response = before ?? (await fetch(file, { cache: 'no-cache' }))
      if (!response.ok) throw new Error(`${file}: ${response.status}`)
      await cache.put(file, response)
    }),
  )
}

async function clear(): Promise<void> {
  const gone = outlived(await caches.keys(), version)
  await Promise.all(gone.map((name) => caches.delete(name)))
}

const fromNetwork = (request: Request, milliseconds: number) =>
  fetch(request, { signal: AbortSignal.timeout(milliseconds) })

/** The page as the server has it now; where it cannot be had, as it lies here. */
async function openPage(request: Request): Promise<Response> {
  const kept = () => caches.open(cacheOf(version)).then((cache) => cache.match(page))
  try {
    const response = await fromNetwork(request, pageMilliseconds)
    return response.status < 500 ? response : ((await kept()) ?? response)
  } catch {
    return (await kept()) ?? Response.error()
  }
}

async function openFile(request: Request): Promise<Response> {
  const current = await caches.open(cacheOf(version))
  const kept = (await current.match(request)) ?? (await caches.match(request))
  return kept ?? fetch(request)
}

/** Tiles as they are now; without a network those that somebody has taken along. */
async function openTile(request: Request): Promise<Response> {
  try {
    const response = await fromNetwork(request, tileMilliseconds)
    return response.ok ? response : ((await takenTile(request)) ?? response)
  } catch {
    return (await takenTile(request)) ?? Response.error()
  }
}

async function takenTile(request: Request): Promise<Response | undefined> {
  for (const name of (await caches.keys()).filter(isArea)) {
    const tile = await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true })
    if (tile) return tile
  }
  return undefined
}

const open = { page: openPage, file: openFile, tile: openTile }

worker.addEventListener<WorkerEvent>('install', (event) => event.waitUntil(fill().then(() => worker.skipWaiting())))
worker.addEventListener<WorkerEvent>('activate', (event) => event.waitUntil(clear().then(() => worker.clients.claim())))
worker.addEventListener<FetchEvent>('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (origin !== location.origin) return
  const way = wayOf({ method, isNavigation: mode === 'navigate', pathname }, known)
  if (way) event.respondWith(open[way](event.request))
})
