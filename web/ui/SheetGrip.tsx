import type { DOMAttributes } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from './Icon.tsx'
import { keyedStop, nextStop, type Stop, stops } from './sheet.ts'

interface SheetGripProps {
  stop: Stop
  onStop: (stop: Stop) => void
  handle: DOMAttributes<HTMLElement>
}

/** On a phone, the handle of a sheet with its three stops, and a button each way: every drag has its twin. */
export function SheetGrip({ stop, onStop, handle }: SheetGripProps) {
  const { say } = useSpeech()
  return (
    <div className="sheet-grip">
      <button
        type="button"
        aria-label={say('sheet.less')}
        disabled={stop === 'peek'}
        onClick={() => onStop(nextStop(stop, -1))}
      >
        <Icon name="down" />
      </button>
      <div
        className="sheet-handle"
        role="slider"
        tabIndex={0}
        aria-label={say('sheet.height')}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={stops.length - 1}
        aria-valuenow={stops.indexOf(stop)}
        aria-valuetext={say(`sheet.${stop}`)}
        onKeyDown={(event) => {
          const next = keyedStop(event.key, stop)
          if (!next) return
          event.preventDefault()
          onStop(next)
        }}
        {...handle}
      />
      <button
        type="button"
        aria-label={say('sheet.more')}
        disabled={stop === 'full'}
        onClick={() => onStop(nextStop(stop, 1))}
      >
        <Icon name="up" />
      </button>
    </div>
  )
}
