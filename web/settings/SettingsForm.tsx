import { useId } from 'react'
import { languages } from '../../server/language/contract.ts'
import { hrefHere, useGoing } from '../going.tsx'
import { fullDay, otherDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { appearances, calendars, changeDisplay, digitSets } from './display.ts'
import { useDisplay } from './use-display.ts'

/** Each in itself, whatever the page is in. */
const ownNames = { ar: 'العربية', en: 'English' } as const

/** Language, calendar, digits and colours: applied as they are chosen. */
export default function SettingsForm() {
  const { language, say } = useSpeech()
  const display = useDisplay()
  const { go } = useGoing()
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className="settings-form">
      <Choice
        label={say('settings.language')}
        value={language}
        options={languages.map((each) => ({ value: each, label: ownNames[each] }))}
        onChange={(chosen) => {
          changeDisplay({ language: chosen })
          go(hrefHere({ lang: chosen }), { replace: true })
        }}
      />
      <Choice
        label={say('settings.calendar')}
        value={display.calendar}
        options={calendars.map((each) => ({ value: each, label: say(`settings.${each}`) }))}
        onChange={(calendar) => changeDisplay({ calendar })}
      />
      <p className="settings-sample">
        {fullDay(today, language)}
        <small>{otherDay(today, language)}</small>
      </p>
      <Choice
        label={say('settings.digits')}
        value={display.digits}
        options={digitSets.map((each) => ({ value: each, label: each === 'latin' ? '123' : '١٢٣' }))}
        onChange={(digits) => changeDisplay({ digits })}
      />
      <Choice
        label={say('settings.appearance')}
        value={display.appearance}
        options={appearances.map((each) => ({ value: each, label: say(`settings.${each}`) }))}
        onChange={(appearance) => changeDisplay({ appearance })}
      />
    </div>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

function Choice<T extends string>(props: ChoiceProps<T>) {
  const id = useId()
  return (
    <div>
      <span id={id} className="settings-label" aria-hidden="true">
        {props.label}
      </span>
      <Segmented {...props} />
    </div>
  )
}
