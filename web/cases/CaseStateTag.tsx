import type { CaseSummary } from '../../server/cases/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DueClock } from '../permits/DueClock.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'

const icons: Record<CaseSummary['state'], IconName> = {
  open: 'speech',
  escalated: 'warning',
  agreed: 'check',
  settled: 'check',
  closed: 'close',
}

/** Where a case stands, in words and with its mark. */
export function CaseStateTag({ state }: Pick<CaseSummary, 'state'>) {
  const { say } = useSpeech()
  return (
    <span className="case-state" data-state={state}>
      <Icon name={icons[state]} size={14} />
      {say(`case.state.${state}`)}
    </span>
  )
}

/** Whose turn it is and until when; of a case that has ended, how. */
export function CaseClock({ about, own }: { about: CaseSummary; own: string | null }) {
  const { say } = useSpeech()
  const { dueAt, waitsFor, state, endedBy } = about
  if (endedBy) return <p className="form-note">{say(`case.end.${endedBy}`)}</p>
  if (state !== 'open' || dueAt === null) return <p className="form-note">{say(`case.waits.${state}`)}</p>
  const isOwn = own !== null && waitsFor.includes(own)
  return <DueClock dueAt={dueAt} label={say(isOwn ? 'case.turn.own' : 'case.turn.others')} />
}
