import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const catalogue = /\/web\/i18n\/(ar|en)(-\w+)?\.ts$/

/** Messages are read while the page is built, so that the reader of their syntax is not sent to everybody. */
export function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    // elsewhere Lingui compiles what it is asked for by itself
    apply: 'build',
    transform: {
      filter: { id: catalogue },
      async handler(code) {
        // nothing but texts is left once the types are gone
        const file = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, object>
        const compiled = Object.entries(file).map(([name, messages]) => {
          const pairs = Object.entries(messages).map(([key, message]) => [key, compileMessage(message)])
          return `export const ${name} = ${JSON.stringify(Object.fromEntries(pairs))}`
        })
        return { code: compiled.join('\n'), map: null }
      },
    },
  }
}
