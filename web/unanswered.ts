import { uuidv7 } from 'uuidv7'

/** What was asked and has no final answer yet, with its key: whoever presses again asks for the same thing, not for another. */
const keys = new Map<string, string>()

/** More things than anybody leaves unanswered on a page. */
const mostKept = 200

/** The key of a write. The same as before where the same was asked and its answer was lost. */
export function keyFor(asked: string): string {
  const key = keys.get(asked) ?? uuidv7()
  keys.delete(asked)
  keys.set(asked, key)
  const [oldest] = keys.keys()
  if (keys.size > mostKept && oldest !== undefined) keys.delete(oldest)
  return key
}

/** A final answer is there: what is asked after it is another thing, however alike. */
export function answeredFor(asked: string): void {
  keys.delete(asked)
}

/** What a write asks for, so that two that ask for the same are told from two that do not. */
export function asking(method: string, path: string, body: unknown): string {
  return [method, path, bodyOf(body)].join(' ')
}

function bodyOf(body: unknown): string {
  if (!(body instanceof FormData)) return JSON.stringify(body) ?? ''
  const members = [...body].map(([name, value]) => {
    if (typeof value === 'string') return [name, value]
    // the same file chosen again is the same photo
    return [name, value.name, value.size, value.lastModified]
  })
  return JSON.stringify(members)
}
