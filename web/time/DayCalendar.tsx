import { type CalendarDate, GregorianCalendar, parseDate, toCalendar } from '@internationalized/date'
import { type RefObject, useState } from 'react'
import { Button, Calendar, CalendarCell, CalendarGrid, Heading, I18nProvider, Popover } from 'react-aria-components'
import { calendarLocale } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { display, type Calendar as System } from '../settings/display.ts'
import { Icon } from '../ui/Icon.tsx'

interface DayCalendarProps {
  anchor: RefObject<HTMLElement | null>
  label: string
  value: string
  onPick: (day: string) => void
  onClose: () => void
}

/** A month to pick from, by either calendar. */
export default function DayCalendar({ anchor, label, value, onPick, onClose }: DayCalendarProps) {
  const { language, say } = useSpeech()
  const [system, setSystem] = useState<System>(display().calendar)
  const locale = calendarLocale(language, system)
  return (
    <I18nProvider locale={locale}>
      <Popover
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        placement="top"
        // what stands outside of an open dialog lies beneath it and cannot be reached
        UNSTABLE_portalContainer={anchor.current?.closest('dialog') ?? document.body}
        className="day-popover"
        aria-label={label}
      >
        <Calendar
          key={system}
          aria-label={label}
          autoFocus
          defaultValue={parseDate(value) as CalendarDate}
          onChange={(day) => onPick(toCalendar(day as CalendarDate, new GregorianCalendar()).toString())}
        >
          <header>
            <Button slot="previous" aria-label={say('time.previousMonth')}>
              <Icon name="back" mirror />
            </Button>
            <Heading />
            <Button slot="next" aria-label={say('time.nextMonth')}>
              <Icon name="forward" mirror />
            </Button>
          </header>
          <CalendarGrid weekdayStyle="short">{(day) => <CalendarCell date={day} />}</CalendarGrid>
        </Calendar>
        <button type="button" className="link" onClick={() => setSystem(system === 'hijri' ? 'gregorian' : 'hijri')}>
          {system === 'hijri' ? say('time.byGregorian') : say('time.byHijri')}
        </button>
      </Popover>
    </I18nProvider>
  )
}
