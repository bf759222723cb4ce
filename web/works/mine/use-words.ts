import { useMemo } from 'react'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { Words } from './columns.ts'

/** What turns the values of works into words of the reader's language. */
export function useWords(): Words {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  return useMemo(() => {
    const agency = (id: string) => {
      const found = byId.get(id)
      return found ? name(found.name) : say('agency.unknown')
    }
    return { say, name, agency }
  }, [say, name, byId])
}
