import './together.css'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAddress } from '../../address.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useMoveSheet } from '../../ui/use-sheet.ts'
import { setAdding, useAdding } from './adding.ts'
import { chosenOf, mostTogether, togetherPages } from './rules.ts'

/** In the drawer of one works, on the pages where others may come beside it. */
export function CompareButton() {
  const { say } = useSpeech()
  const { pathname } = useLocation()
  return togetherPages.includes(pathname) ? <AddButton>{say('together.compare')}</AddButton> : null
}

/** The next works that is chosen, on the map or in the list, comes beside what is open. */
export function AddButton({ children }: { children: string }) {
  const { language, say } = useSpeech()
  const isAdding = useAdding()
  const move = useMoveSheet()
  const chosen = chosenOf(useAddress())
  useEffect(() => () => setAdding(false), [])
  if (chosen.length >= mostTogether)
    return (
      <p className="together-hint" data-now>
        {say('together.full', { most: number(mostTogether, language) })}
      </p>
    )
  return (
    <div className="together-add">
      <button
        type="button"
        className="button small"
        data-adding={isAdding || undefined}
        onClick={() => {
          setAdding(!isAdding)
          if (!isAdding) move('peek')
        }}
      >
        <Icon name={isAdding ? 'close' : 'plus'} size={16} />
        {isAdding ? say('together.leave') : children}
      </button>
      <p className="together-hint" data-now={isAdding || undefined} role="status">
        {isAdding ? say('together.choose') : say('together.shift')}
      </p>
    </div>
  )
}
