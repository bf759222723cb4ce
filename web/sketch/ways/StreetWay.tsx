import { useState } from 'react'
import type { Street } from '../../../server/streets/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { Stroke } from '../sketch.ts'
import { StreetSearch } from './StreetSearch.tsx'
import { StretchForm } from './StretchForm.tsx'

/** A route without a pointer: along a street, from one cross street to another, in the middle or beside it. */
export function StreetWay({ stroke }: { stroke: (stroke: Stroke) => void }) {
  const { say, name } = useSpeech()
  const [street, setStreet] = useState<Street | null>(null)
  if (!street) return <StreetSearch onChoose={setStreet} />
  return (
    <div className="form way">
      <p className="way-chosen">
        <bdi>{name(street.name)}</bdi>
        <button type="button" className="link" onClick={() => setStreet(null)}>
          {say('way.otherStreet')}
        </button>
      </p>
      <StretchForm key={street.id} street={street} stroke={stroke} />
    </div>
  )
}
