import type { SampleState } from '../../../server/inspections/laboratory/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'

const tones: Record<SampleState, string> = {
  passed: 'info',
  failed: 'blocking',
  late: 'warning',
  waiting: 'info',
  void: 'info',
}

export function SampleStateTag({ state }: { state: SampleState }) {
  const { say } = useSpeech()
  return (
    <span className={state === 'passed' ? 'tag green' : 'tag'} data-tone={tones[state]}>
      {say(`sample.state.${state}`)}
    </span>
  )
}
