import type { ItemOutcome, Minute, NewOutcome } from '../../../server/meeting/held/contract.ts'

/** What somebody writes of an item, before it is noted. */
export interface OutcomeDraft {
  outcome: ItemOutcome | 'none'
  words: string
  settlerId: string
  settleBy: string
}

/** As it stands; `day` is offered where no day was named. */
export function draftOf({ outcome, words, settlerId, settleBy }: Minute, day: string): OutcomeDraft {
  return { outcome: outcome ?? 'none', words: words ?? '', settlerId: settlerId ?? '', settleBy: settleBy ?? day }
}

const shortestWords = 3

/** What is sent, or null while something is missing. */
export function outcomeOf({ outcome, words, settlerId, settleBy }: OutcomeDraft, revision: number): NewOutcome | null {
  if (outcome === 'none') return { revision, outcome: null }
  const said = words.trim()
  const isShort = said.length < shortestWords
  if (outcome === 'no_action') return said && isShort ? null : { revision, outcome, ...(said ? { words: said } : {}) }
  if (isShort) return null
  if (outcome === 'agreed') return { revision, outcome, words: said }
  return settlerId && settleBy ? { revision, outcome, words: said, settlerId, settleBy } : null
}
