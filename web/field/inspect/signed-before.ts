import type { OutboxEntry } from '../offline/contract.ts'

/** So long after it was signed, the same works are not inspected once more without a word where nobody planned a visit. */
const latelyMilliseconds = 24 * 3_600_000

/** The record that was signed for this errand (`draftKey`) and is still known here: of a visit any, else one of lately. */
export function signedBefore(
  entries: readonly OutboxEntry[],
  { key, isPlanned }: { key: string; isPlanned: boolean },
  now: Date,
): OutboxEntry | null {
  const lately = new Date(now.getTime() - latelyMilliseconds).toISOString()
  const signed = entries.filter(({ operation, errand, visitId, state, savedAt }) => {
    // records of before errands were noted name their visit alone
    const isOfIt = operation === 'record' && (errand ?? visitId) === key
    return isOfIt && (isPlanned || state !== 'sent' || savedAt > lately)
  })
  return signed.sort((one, other) => one.savedAt.localeCompare(other.savedAt)).at(-1) ?? null
}
