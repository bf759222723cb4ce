import type { Language } from '../../../server/language/contract.ts'

const scope = '/field'

/** From now on pages of the field open without a network. In development nothing is kept: what is edited must be seen. */
export function startWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // where a browser refuses, everything goes on, and needs the network to open
  navigator.serviceWorker.register('/field-worker.js', { scope, updateViaCache: 'none' }).catch(() => undefined)
}

/** Lets this page be put among the applications of a phone, under its name in the language that is read. */
export function installable(language: Language): () => void {
  const links = [
    ['manifest', `/field-${language}.webmanifest`],
    ['apple-touch-icon', '/field-icon-192.png'],
  ].map(([rel = '', href = '']) => {
    const link = document.createElement('link')
    link.rel = rel
    link.href = href
    document.head.append(link)
    return link
  })
  return () => {
    for (const link of links) link.remove()
  }
}
