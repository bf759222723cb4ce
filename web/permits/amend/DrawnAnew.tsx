import { useState } from 'react'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { usePalette } from '../../map/use-palette.ts'
import { shapesOf } from './amended-shapes.ts'
import { ChangeOnMap } from './ChangeOnMap.tsx'

/** Of an amendment that draws something anew: whether the map shows it, and how to read it there. What waits is shown at once. */
export function DrawnAnew({ amendment }: { amendment: Amendment }) {
  const { say } = useSpeech()
  const [isShown, setShown] = useState(amendment.state === 'proposed')
  const { draft, label } = usePalette()
  const shapes = shapesOf(amendment)
  if (shapes.length === 0) return null
  const times = (['before', 'after'] as const).filter((when) => shapes.some((shape) => shape.when === when))
  return (
    <div className="drawn-anew">
      <label className="check">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {say('amendment.onTheMap')}
      </label>
      {isShown ? (
        <>
          {times.map((when) => (
            <span key={when}>
              <i className="drawn-sample" data-when={when} style={{ borderColor: when === 'after' ? draft : label }} />
              {say(`amendment.${when}`)}
            </span>
          ))}
          <ChangeOnMap amendment={amendment} />
        </>
      ) : null}
    </div>
  )
}
