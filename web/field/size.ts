import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

const kilobyte = 1000
const megabyte = 1_000_000

/** Says how much something weighs: in kilobytes, or in megabytes where there are that many. */
export function useSize(): (bytes: number) => string {
  const { language, say } = useSpeech()
  return (bytes) => {
    if (bytes < megabyte) return say('outbox.kilobytes', { value: number(Math.max(1, bytes / kilobyte), language) })
    return say('outbox.megabytes', { value: number(bytes / megabyte, language, 1) })
  }
}
