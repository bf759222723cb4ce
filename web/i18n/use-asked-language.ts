import { useEffect, useRef } from 'react'
import type { Language } from '../../server/language/contract.ts'
import { type Going, hrefHere } from '../going.tsx'
import { changeDisplay } from '../settings/display.ts'
import { activateLanguage, useSpeech } from './language.tsx'

/** The page speaks as its address says; where those words cannot be fetched, the address goes back to what is read. */
export function useAskedLanguage({ address: { lang }, go }: Pick<Going, 'address' | 'go'>): void {
  const { language } = useSpeech()
  const goNow = useRef(go)
  goNow.current = go
  useEffect(() => {
    if (lang === language) return
    const goBack = (read: Language) => {
      changeDisplay({ language: read })
      goNow.current(hrefHere({ lang: read }), { replace: true })
    }
    activateLanguage(lang).catch(() => goBack(language))
  }, [lang, language])
}
