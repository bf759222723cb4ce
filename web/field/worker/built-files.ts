import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rolldown } from 'vite'

const source = fileURLToPath(new URL('worker.ts', import.meta.url))
const address = 'field-worker.js'

/** What the pages of the field begin with, beside what each imports: the frame, the words, and the pages themselves. */
const roots = /\/web\/(App\.tsx|field\/.*\.tsx?|i18n\/(ar|en)(-(citizen|inspections|outbox|notifications))?\.ts)$/
/** Its parts are fetched when they are first shown, and must be there by then. */
const ofField = /\/web\/(field|notifications\/Bell)/
/** Beside the built ones: read by the page, or by the phone that it is put on. */
const plain = ['/first-paint.js', '/icon.svg', '/field-icon-192.png', '/field-ar.webmanifest', '/field-en.webmanifest']
const contentOf = (file: string) => readFileSync(new URL(`../../public${file}`, import.meta.url))

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>
type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }

/** The built files that the pages of the field need, wherever there is no network to fetch another one. */
export function filesOfField(bundle: Bundle): string[] {
  const found = new Set<string>()
  const add = (name: string) => {
    const file = bundle[name]
    if (!file || found.has(name)) return
    found.add(name)
    if (file.type !== 'chunk') return
    const { imports, dynamicImports, moduleIds, viteMetadata } = file as Chunk
    const parts = moduleIds.some((id) => ofField.test(id)) ? dynamicImports : []
    for (const next of [...imports, ...parts, ...(viteMetadata?.importedCss ?? [])]) add(next)
    for (const next of viteMetadata?.importedAssets ?? []) add(next)
  }
  for (const file of Object.values(bundle)) {
    if (file.type !== 'chunk') continue
    if (file.isEntry || file.moduleIds.some((id) => roots.test(id))) add(file.fileName)
  }
  found.delete(address)
  for (const name of Object.keys(bundle)) if (name.endsWith('.woff2')) found.add(name)
  // what reads the older form of a font has no workers
  return [...found]
    .filter((name) => !name.endsWith('.woff'))
    .map((name) => `/${name}`)
    .sort()
}

/** Builds the worker of the field's pages as one file of its own, and writes into it which files it keeps. */
export function fieldWorker(): Plugin {
  return {
    name: 'field-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, fileName: address })
    },
    generateBundle(_options, bundle) {
      const worker = bundle[address]
      if (worker?.type !== 'chunk' || worker.imports.length > 0)
        return this.error(`${address} does not stand by itself`)
      const files = ['/index.html', ...plain, ...filesOfField(bundle)]
      const hash = createHash('sha256').update(files.join()).update(worker.code)
      for (const file of plain) hash.update(contentOf(file))
      const name = hash.digest('hex').slice(0, 12)
      worker.code = `self.fieldVersion=${JSON.stringify({ name, files })};\n${worker.code}`
    },
  }
}
