import { languageOf } from '../language/speak.ts'
import type { App } from './app-types.ts'

/** The language of the answer, before anything can be refused in it. */
export function language(app: App): void {
  app.decorateRequest('language', 'ar')
  app.addHook('onRequest', async (request) => {
    request.language = languageOf(request.headers['accept-language'])
  })
}
