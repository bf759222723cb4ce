import type { ListedConnection } from '../../server/works/connections/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** A connection in a line: its number, its building, its metres; one that comes has no number yet. */
export function ConnectionTold({
  connection,
}: {
  connection: Pick<ListedConnection, 'number' | 'label' | 'lengthMetres'>
}) {
  const { language, say } = useSpeech()
  const { number: place, label, lengthMetres } = connection
  return (
    <>
      {place === null ? null : `${number(place, language)}. `}
      <bdi>{label}</bdi> ({say('unit.metres', { value: number(lengthMetres, language, 1) })})
    </>
  )
}
