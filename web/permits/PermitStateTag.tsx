import type { PermitState } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'

const icons: Record<PermitState, IconName> = {
  in_force: 'check',
  not_begun: 'clock',
  over: 'close',
  suspended: 'pause',
  finished: 'shield',
  void: 'close',
}

/** Whether a permit may be dug on today. */
export function PermitStateTag({ state }: { state: PermitState }) {
  const { say } = useSpeech()
  return (
    <span className="permit-state" data-state={state}>
      <Icon name={icons[state]} size={16} />
      {say(`permit.state.${state}`)}
    </span>
  )
}
