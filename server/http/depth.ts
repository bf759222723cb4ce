import type { App } from './app-types.ts'

/** Lists and objects in each other: a multi-polygon in its works has seven. */
export const deepest = 64

/** Counted before it is parsed, without recursion: whoever wrote such a body out again would run out of stack. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i += 1
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') depth -= 1
    if (depth > deepest) return true
  }
  return false
}

/** Reads JSON bodies as Fastify does, but none that is nested deeper than anything we ask for. */
export function shallowBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (!isTooDeep(text)) return parse(request, text, done)
    done(Object.assign(new Error('The body is nested too deep.'), { statusCode: 400, code: 'body_too_deep' }))
  })
}
