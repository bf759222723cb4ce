import { useAddress, useChangeAddress } from '../../address.ts'
import { daysOf, spanOf, spans } from '../../audit/days.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { PillSelect } from '../PillSelect.tsx'

/** The days on which inspections ended: a preset, or two days that are typed. */
export function DaysFilter() {
  const { say } = useSpeech()
  const { since, until } = useAddress()
  const { today } = useTimeWindow()
  const change = useChangeAddress()
  const span = spanOf({ since, until }, today)
  return (
    <>
      <PillSelect
        label={say('inspections.days')}
        all={say('inspections.days.all')}
        value={span === 'all' ? undefined : span}
        options={spans
          .filter((value) => value !== 'all')
          .map((value) => ({ value, label: say(`inspections.days.${value}`) }))}
        onChange={(next) => change(daysOf(spans.find((each) => each === next) ?? 'all', today))}
      />
      {span === 'typed' ? (
        <>
          <DayField
            compact
            label={say('time.from')}
            value={since ?? today}
            onChange={(day) => change({ since: day })}
          />
          <DayField compact label={say('time.to')} value={until ?? today} onChange={(day) => change({ until: day })} />
        </>
      ) : null}
    </>
  )
}
