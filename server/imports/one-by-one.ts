import { isStatementLimit } from '../database/watchdog.ts'

/**
 * Asks about a group at once; where the database gives up on the group (it took too long, or a shape was more than the
 * embedded engine can compute), about each of it alone, so that one shape's cost does not fall on its neighbours.
 */
export async function oneByOneAtNeed<One, Answer>(
  group: readonly One[],
  ask: (some: readonly One[]) => Promise<Answer[]>,
  givenUp: (one: One) => Answer,
): Promise<Answer[]> {
  try {
    return await ask(group)
  } catch (error) {
    if (!isGivenUp(error)) throw error
    const [only] = group
    if (group.length === 1 && only) return [givenUp(only)]
    const answers: Answer[] = []
    for (const one of group) answers.push(...(await oneByOneAtNeed([one], ask, givenUp)))
    return answers
  }
}

export function isGivenUp(error: unknown): boolean {
  return isStatementLimit(error) || isEngineFault(error)
}

/** The embedded engine broke a statement off and was ended. */
export function isEngineFault(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'engine_fault'
}
