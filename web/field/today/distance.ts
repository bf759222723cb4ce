import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'

const kilometre = 1000
/** Nearer than so, each metre counts. */
const near = 100

/** A way in words: metres, farther off by tens, kilometres by tenths. */
export function useDistance(): (metres: number) => string {
  const { language, say } = useSpeech()
  return (metres) =>
    metres < kilometre
      ? say('unit.metres', { value: number(metres < near ? metres : Math.round(metres / 10) * 10, language) })
      : say('field.kilometres', { value: number(metres / kilometre, language, 1) })
}
