import type { MeetingState } from '../../../server/meeting/held/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'

const tones: Record<MeetingState, string> = { called: 'warning', closed: 'good', cancelled: 'info' }

/** Whether its minutes are still written, stand, or there was no meeting. */
export function MeetingStateTag({ state }: { state: MeetingState }) {
  const { say } = useSpeech()
  return (
    <span className="tag" data-tone={tones[state]}>
      {say(`meeting.state.${state}`)}
    </span>
  )
}
