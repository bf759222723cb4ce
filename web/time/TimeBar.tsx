import type { KeyboardEvent } from 'react'
import type { Language } from '../../server/language/contract.ts'
import { addDays } from '../../server/time/rules.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from './DayField.tsx'
import { PlayButton } from './PlayButton.tsx'
import { TimeTrack } from './TimeTrack.tsx'
import { usePlay } from './use-play.ts'
import { useTimeWindow } from './use-window.tsx'
import { daysOfWeek, moveHandle, presetOf, presets, presetWindow } from './window.ts'

/** `[` and `]`, by their place on the keyboard, point as the arrows do: a week towards that side; nothing while writing. */
function bracketWeeks(event: KeyboardEvent, language: Language): number {
  const { code, target } = event
  const isChord = event.ctrlKey || event.metaKey || event.altKey
  if (isChord || target instanceof HTMLInputElement || !event.currentTarget.contains(target as Node)) return 0
  const later = language === 'ar' ? 'BracketLeft' : 'BracketRight'
  if (code !== 'BracketLeft' && code !== 'BracketRight') return 0
  return code === later ? 1 : -1
}

/** Time is a place too: presets, two typed days, and the track with its two handles. */
export function TimeBar() {
  const { language, say } = useSpeech()
  const { today, window, commit } = useTimeWindow()
  const current = presetOf(window, today)
  const play = usePlay()
  return (
    // whoever takes the window in hand stops what moves it
    <section
      className="time-bar"
      aria-label={say('time.bar')}
      onPointerDownCapture={play.interrupt}
      onKeyDownCapture={play.interrupt}
      onKeyDown={(event) => {
        const weeks = bracketWeeks(event, language)
        if (weeks) commit(moveHandle(window, 'both', addDays(window.start, weeks * daysOfWeek)))
      }}
    >
      <div className="time-words">
        <fieldset className="presets" aria-label={say('time.presets')}>
          {presets.map((preset) => (
            <button
              key={preset}
              type="button"
              aria-pressed={preset === current}
              onClick={() => commit(presetWindow(preset, today))}
            >
              {say(`time.${preset}`)}
            </button>
          ))}
        </fieldset>
        <div className="typed-days">
          <DayField
            compact
            label={say('time.from')}
            value={window.start}
            onChange={(day) => commit(day > window.end ? { start: day, end: day } : moveHandle(window, 'start', day))}
          />
          <DayField
            compact
            label={say('time.to')}
            value={window.end}
            onChange={(day) => commit(day < window.start ? { start: day, end: day } : moveHandle(window, 'end', day))}
          />
        </div>
      </div>
      <PlayButton play={play} />
      <TimeTrack />
    </section>
  )
}
