import type { ExpressionSpecification } from 'maplibre-gl'
import { useCallback, useMemo } from 'react'
import { useDisplay } from '../settings/use-display.ts'
import { number, plainLocale } from './format.ts'
import { useSpeech } from './language.tsx'

/** Writes numbers as the reader reads them; another function once language or digits are others, for what is kept with it. */
export function useNumber(): (value: number) => string {
  const { language } = useSpeech()
  const { digits } = useDisplay()
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are written by the display settings as well
  return useCallback((value) => number(value, language), [language, digits])
}

/** The same for a count that only the map knows. */
export function useCountLabel(property: string): ExpressionSpecification {
  const { language } = useSpeech()
  const { digits } = useDisplay()
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are written by the display settings as well
  return useMemo(
    () => ['number-format', ['get', property], { locale: plainLocale(language) }],
    [property, language, digits],
  )
}
