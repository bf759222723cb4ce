import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'

const source = fileURLToPath(new URL('../src/', import.meta.resolve('maplibre-gl/dist/maplibre-gl.mjs')))
/** A name that the library gives to an element, once. */
const onlyInMap = 'maplibregl-canvas-container'
const workerAddress = '\0address of the map worker'

/** What is only declared in a class is not a field of its own there: it would hide what the class it extends has set. */
const asPublished = {
  assumptions: { setPublicClassFields: true },
  typescript: { removeClassFieldsWithoutInitializer: true },
}

/**
 * MapLibre's two published files, one for the page and one for its workers, each hold a whole copy of what both need.
 * Built from the sources that it publishes beside them, what both need is one file, fetched once (docs/decisions/0017).
 */
export function oneMapLibrary(): Plugin {
  return {
    name: 'one-map-library',
    // the server for developers takes the published files: there nobody waits for bytes
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^maplibre-gl($|\/dist\/maplibre-gl-worker\.mjs\?url$)/ },
      handler: (id) => (id === 'maplibre-gl' ? `${source}index.ts` : workerAddress),
    },
    load: {
      filter: { id: /^\0address of the map worker$/ },
      handler() {
        const file = this.emitFile({ type: 'chunk', id: `${source}source/worker.ts`, name: 'map-worker' })
        return `export default import.meta.ROLLUP_FILE_URL_${file}`
      },
    },
    transform: {
      filter: { id: /\/maplibre-gl\/src\/.*\.ts$/ },
      handler: (code, id) => transformWithOxc(code, id, asPublished),
    },
    generateBundle(_options, bundle) {
      const copies = Object.values(bundle).filter((file) => file.type === 'chunk' && file.code.includes(onlyInMap))
      if (copies.length === 1) return
      this.error(`${copies.length} files hold the map library: ${copies.map(({ fileName }) => fileName).join(', ')}`)
    },
  }
}
