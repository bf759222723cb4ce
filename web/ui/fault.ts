import type { Problem } from '../api.ts'
import { sentenceDigits } from '../i18n/format.ts'

/** What the server says of one member of what was sent; empty where it says nothing of it. */
export function faultAt(problem: Problem | null | undefined, path: string): string | undefined {
  const message = problem?.errors?.find((error) => error.path === path)?.message
  return message && sentenceDigits(message)
}

/** The problem, unless all of it is said at these fields already. */
export function beyond(problem: Problem | null, paths: readonly string[]): Problem | null {
  const { errors = [] } = problem ?? {}
  return errors.length > 0 && errors.every(({ path }) => paths.includes(path)) ? null : problem
}
