import { useBlocker } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'

/** Asks in words before a drawing is lost: by clearing it, by another shape, by leaving the page. */
export function useLossQuestion(isDrawn: boolean) {
  const { say } = useSpeech()
  const [clearing, setClearing] = useState<(() => void) | null>(null)
  const isStored = useRef(false)
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => !isStored.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => !isStored.current,
    disabled: !isDrawn,
    withResolver: true,
  })
  /** Does it at once where there is nothing to lose. */
  const beforeClearing = (clear: () => void) => (isDrawn ? setClearing(() => clear) : clear())
  /** From here on it is stored, and the page may be left. */
  const stored = useCallback(() => {
    isStored.current = true
  }, [])
  const words = { title: say('draw.lose'), keep: say('draw.keep') }
  const question =
    leaving.status === 'blocked' ? (
      <Confirm
        {...words}
        detail={say('draw.loseByLeaving')}
        act={say('draw.leave')}
        onAct={leaving.proceed}
        onKeep={leaving.reset}
      />
    ) : clearing ? (
      <Confirm
        {...words}
        detail={say('draw.loseByClearing')}
        act={say('draw.clear')}
        onAct={() => {
          setClearing(null)
          clearing()
        }}
        onKeep={() => setClearing(null)}
      />
    ) : null
  return { beforeClearing, stored, question }
}
