import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { Settled } from '../../sketch/use-settling.ts'

const centimetresPerMetre = 100

/** How far the server moved what the pointer had put on streets. */
export function SettledNote({ settled }: { settled: Settled | null }) {
  const { language, say } = useSpeech()
  if (!settled || settled.points === 0) return null
  const centimetres = number(settled.metres * centimetresPerMetre, language)
  return <p className="form-note settled-note">{say('draw.settled', { count: settled.points, value: centimetres })}</p>
}
