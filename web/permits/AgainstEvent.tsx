import type { Procedure } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { EventName } from './draft.ts'

interface AgainstEventProps {
  id: string
  event: EventName
  reasons: Procedure['events'][number]['reasons']
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

/** Everything that stands against what cannot be done now, in words. */
export function AgainstEvent({ id, event, reasons, isOpen, onToggle }: AgainstEventProps) {
  const { say } = useSpeech()
  return (
    <details className="against" open={isOpen} onToggle={({ currentTarget }) => onToggle(currentTarget.open)}>
      <summary>{say('deed.against', { label: say(`deed.${event}`), count: reasons.length })}</summary>
      <ul id={id}>
        {reasons.map(({ code, detail }) => (
          <li key={code}>{detail}</li>
        ))}
      </ul>
    </details>
  )
}
