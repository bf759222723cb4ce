import { fieldChoices } from '../contract.ts'

const choices: Record<string, readonly string[]> = fieldChoices

/** The values that a field may have, where it has a list of them. */
export function choicesOf(field: string): readonly string[] | undefined {
  return Object.hasOwn(choices, field) ? choices[field] : undefined
}
