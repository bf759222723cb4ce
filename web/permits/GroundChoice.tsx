import { useId } from 'react'
import { type EmergencyGround, emergencyGrounds } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'

interface GroundChoiceProps {
  ground: EmergencyGround | null
  onGround: (ground: EmergencyGround) => void
}

/** The danger for which an emergency is dug before it has a permit. */
export function GroundChoice({ ground, onGround }: GroundChoiceProps) {
  const { say } = useSpeech()
  const id = useId()
  return (
    <fieldset className="condition-choice">
      <legend>{say('emergency.which')}</legend>
      {emergencyGrounds.map((each) => (
        <label key={each} className="check">
          <input type="radio" name={id} checked={ground === each} onChange={() => onGround(each)} />
          <span>{say(`emergency.ground.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
