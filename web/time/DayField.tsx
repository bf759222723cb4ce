import { Suspense, useEffect, useId, useRef, useState } from 'react'
import { otherDay, readTypedDay, typedDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { useHeldSaving } from './use-held-saving.ts'

const DayCalendar = lazyPart(() => import('./DayCalendar.tsx'))

/** What a day looks like, for who typed something else. */
const exampleDay = '2026-11-23'

interface DayFieldProps {
  label: string
  value: string
  onChange: (day: string) => void
  compact?: boolean
  error?: string | undefined
  /** What stands in the field and is no day, where a form keeps it: it must not be saved meanwhile. */
  noDay?: string | undefined
  onNoDay?: (text: string | undefined) => void
}

/** What stands in the field, which is no day while somebody types. */
function useTypedDay({ value, onChange, noDay, onNoDay }: DayFieldProps) {
  const [typed, setTyped] = useState(() => typedDay(value))
  const shown = typedDay(value)
  useEffect(() => setTyped(shown), [shown])
  const text = noDay ?? typed
  const day = readTypedDay(text)
  return {
    text,
    isWrong: day === null,
    type(next: string) {
      const isDay = readTypedDay(next) !== null
      // what a form keeps stands here for as long as the form says so
      setTyped(isDay || !onNoDay ? next : shown)
      onNoDay?.(isDay ? undefined : next)
    },
    settle() {
      if (day && day !== value) onChange(day)
    },
    pick(picked: string) {
      setTyped(typedDay(picked))
      onNoDay?.(undefined)
      onChange(picked)
    },
  }
}

/** A day, typed or picked; the other calendar stands beneath. What is not a day is said, never guessed. */
export function DayField(props: DayFieldProps) {
  const { label, value, compact = false, error } = props
  const { language, say } = useSpeech()
  const { text, isWrong, type, settle, pick } = useTypedDay(props)
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  // a form that keeps what is no day knows by itself that it must not be saved
  useHeldSaving(box, isWrong && !props.onNoDay)
  return (
    <div
      className={compact ? 'day-field compact' : 'day-field'}
      ref={box}
      data-wrong={isWrong || Boolean(error) || undefined}
    >
      <label htmlFor={id}>{label}</label>
      <div className="day-input">
        <input
          id={id}
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={isWrong || Boolean(error)}
          aria-describedby={`${id}-other`}
          placeholder={say('time.typed')}
          onChange={(event) => type(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
        />
        <button
          type="button"
          className="quiet"
          aria-label={say('time.calendar', { label })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="calendar" size={16} />
        </button>
      </div>
      <small id={`${id}-other`}>
        {isWrong ? say('time.notADay', { example: typedDay(exampleDay) }) : (error ?? otherDay(value, language))}
      </small>
      {open ? (
        <Suspense fallback={null}>
          <DayCalendar
            anchor={box}
            label={label}
            value={value}
            onClose={() => setOpen(false)}
            onPick={(day) => {
              setOpen(false)
              pick(day)
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}
