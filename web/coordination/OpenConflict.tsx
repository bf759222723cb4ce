import type { Conflict } from '../../server/coordination/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { ConflictDrawer } from './ConflictDrawer.tsx'
import { useOpenConflict } from './use-open-conflict.ts'

interface OpenConflictProps {
  id: string
  /** The conflict where the list has it; one that was shared may lie outside its window or pages. */
  listed: Conflict | undefined
  onClose: () => void
}

/** The conflict that the address names, or that there is none. */
export function OpenConflict({ id, listed, onClose }: OpenConflictProps) {
  const { language, say } = useSpeech()
  const { conflict, fetched } = useOpenConflict(id, listed, language)
  if (conflict) return <ConflictDrawer conflict={conflict} onClose={onClose} />
  return (
    <Drawer title={say('conflict.one')} onClose={onClose}>
      {conflict === null ? (
        <Empty icon="warning" title={say('conflict.gone')}>
          <p>{say('conflict.goneDetail')}</p>
        </Empty>
      ) : (
        <Waiting query={fetched} />
      )}
    </Drawer>
  )
}
