import { auditSubjects } from '../../server/audit/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from '../time/DayField.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { daysOf, spanOf, spans } from './days.ts'

/** What changed, and on which days. */
export function AuditFilters({ turned }: { turned: boolean }) {
  const { say } = useSpeech()
  const { kind, since, until } = useAddress()
  const { today } = useTimeWindow()
  const change = useChangeAddress()
  const span = spanOf({ since, until }, today)
  return (
    <div className="filters">
      <FilterMenu
        label={say('audit.subject')}
        chosen={known(kind, auditSubjects)}
        options={auditSubjects.map((value) => ({ value, label: say(`audit.subject.${value}`) }))}
        onToggle={(subject) => change({ kind: toggled(kind, subject) })}
      />
      <Segmented
        label={say('audit.days')}
        value={span}
        onChange={(next) => change(daysOf(next, today))}
        options={spans.map((value) => ({ value, label: say(`audit.days.${value}`) }))}
      />
      {span === 'typed' ? (
        <>
          <DayField
            compact
            label={say('time.from')}
            value={since ?? until ?? today}
            error={turned ? say('audit.daysTurned') : undefined}
            onChange={(day) => change({ since: day })}
          />
          <DayField compact label={say('time.to')} value={until ?? today} onChange={(day) => change({ until: day })} />
        </>
      ) : null}
      {kind || since || until ? (
        <button
          type="button"
          className="link"
          onClick={() => change({ kind: undefined, since: undefined, until: undefined })}
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
