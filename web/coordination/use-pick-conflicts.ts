import { pairKinds, severities } from '../../server/coordination/contract.ts'
import { dayFromNumber } from '../../server/time/rules.ts'
import { useChangeAddress } from '../address.ts'
import { shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { usePickable } from '../map/picking.tsx'

/** The conflict of a feature, as the register names it. */
export function conflictOf({ a, b, kind }: Record<string, unknown>): string {
  return `${a}.${b}.${pairKinds[kind as number] ?? ''}`
}

/** Makes the conflicts on the map answer to pointer and click, where they are what the page is about. */
export function usePickConflicts(isAsked: boolean): void {
  const { language, say, sayAny } = useSpeech()
  const change = useChangeAddress()
  usePickable({
    layers: isAsked ? ['conflict-marks', 'conflict-ground'] : [],
    read: ({ properties }) => {
      const { kind, severity, waived, from, to } = properties
      const id = conflictOf(properties)
      const [first, last] = [dayFromNumber(from), dayFromNumber(to)]
      const gravity = waived ? say('conflict.waived') : sayAny(`severity.${severities[severity as number] ?? ''}`)
      return {
        key: `conflict ${id}`,
        label: sayAny(`finding.${pairKinds[kind as number] ?? ''}`),
        // two of one kind are told apart by their days
        detail: `${gravity} · ${shortDay(first, language, last)} – ${shortDay(last, language)}`,
        choose: () => void change({ sel: id }),
      }
    },
  })
}
