import { useEffect, useState } from 'react'
import { type Catalogue, learn } from '../../i18n/language.tsx'
import { mayLieHere } from './lies-here.ts'

type Keeping = typeof import('./keeping.ts')

const words: Catalogue = {
  ar: () => import('../../i18n/ar-kept.ts').then((file) => file.arKept),
  en: () => import('../../i18n/en-kept.ts').then((file) => file.enKept),
}

/** After the form is there: nobody has taken a photo by then. */
const afterMilliseconds = 1_000

let loaded: Keeping | null = null
let loading: Promise<Keeping | null> | null = null

/** What keeps reports, with its words; null where it cannot be fetched, and then it is asked for again the next time. */
export function loadKeeping(): Promise<Keeping | null> {
  loading ??= Promise.all([import('./keeping.ts'), learn(words)]).then(
    ([keeping]) => {
      loaded = keeping
      return keeping
    },
    () => {
      loading = null
      return null
    },
  )
  return loading
}

/** The same for a page: at once where something lies here already, else soon, while there is a network; null until then. */
export function useKeeping(): Keeping | null {
  const [keeping, setKeeping] = useState(loaded)
  useEffect(() => {
    let isHere = true
    const load = () => void loadKeeping().then((came) => isHere && setKeeping(came))
    const later = setTimeout(load, afterMilliseconds)
    void mayLieHere().then((lies) => lies && isHere && load())
    window.addEventListener('online', load)
    return () => {
      isHere = false
      clearTimeout(later)
      window.removeEventListener('online', load)
    }
  }, [])
  // whatever needed it first has it for all
  return keeping ?? loaded
}
