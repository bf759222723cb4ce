/** A process of its own that sets documents, one after another, as `press.ts` orders them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Delivery, Order } from './press.ts'

const find = createRequire(import.meta.url).resolve
const weights = ['400Regular', '500Medium', '600SemiBold', '700Bold']
const fonts = weights.map((weight) =>
  readFileSync(find(`@expo-google-fonts/ibm-plex-sans-arabic/${weight}/IBMPlexSansArabic_${weight}.ttf`)),
)

const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('../', import.meta.url)),
  fontArgs: [{ fontBlobs: fonts }],
})

/** What was set for documents this many ago is forgotten. */
const rememberedDocuments = 4

function set({ id, path, data }: Order): Delivery {
  const compiled = compiler.compile({ mainFilePath: path, inputs: { data } })
  const document = compiled.result
  if (!document) return { id, fault: JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document') }
  const pdf = compiler.pdf(document)
  compiler.evictCache(rememberedDocuments)
  return { id, pdf }
}

function deliver(order: Order): Delivery {
  try {
    return set(order)
  } catch (error) {
    return { id: order.id, fault: String(error) }
  }
}

process.on('message', (order: Order) => process.send?.(deliver(order)))
