import type { ViolationState } from '../../server/inspections/violations/contract.ts'
import { useSpeech } from '../i18n/language.tsx'

const tones: Record<ViolationState, string> = {
  proposed: 'info',
  warned: 'warning',
  claimed: 'info',
  issued: 'blocking',
  objected: 'warning',
  due: 'blocking',
  paid: 'good',
  remedied: 'good',
  withdrawn: 'info',
  noted: 'info',
}

/** Where a violation stands, in words. */
export function ViolationStateTag({ state }: { state: ViolationState }) {
  const { say } = useSpeech()
  return (
    <span className="tag" data-tone={tones[state]}>
      {say(`violation.state.${state}`)}
    </span>
  )
}
