import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { fieldWorker } from './web/field/worker/built-files.ts'
import { compiledMessages } from './web/i18n/compiled-messages.ts'
import { oneMapLibrary } from './web/map/one-library.ts'

const server = `http://127.0.0.1:${process.env.PORT ?? 8080}`

/** What every page begins with, in one file: many small ones weigh more, as each is compressed by itself. */
const inEveryPage = /node_modules\/(react|react-dom|scheduler|@tanstack\/(query-core|react-query)|@lingui)\//
/** What a citizen's form is made of, in one file as well: it is all that they fetch before their camera opens. */
const inForm = /\/web\/reports\/CitizenPage\.tsx$/

export default defineConfig({
  root: 'web',
  plugins: [react(), compiledMessages(), oneMapLibrary(), fieldWorker()],
  resolve: { alias: { typebox: fileURLToPath(new URL('web/no-schemas.ts', import.meta.url)) } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    // `data:` addresses would need holes in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    // every browser of the target loads ahead by itself
    modulePreload: {
      polyfill: false,
      // whoever only reports something never needs the whole page, and would carry the names of all its parts
      resolveDependencies: (file, parts) => (file.includes('/App-') ? [] : parts),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: inEveryPage, priority: 1 },
            { name: 'form', test: inForm },
          ],
        },
      },
    },
    // what our libraries ask of whoever passes them on
    license: { fileName: 'licences.md' },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server, '/tiles': server } },
})
