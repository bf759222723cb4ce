import { useSpeech } from '../i18n/language.tsx'
import { DayField } from './DayField.tsx'
import { TimeTrack } from './TimeTrack.tsx'
import { useTimeWindow } from './use-window.tsx'
import { moveHandle, presetOf, presets, presetWindow } from './window.ts'

/** Time is a place too: presets, two typed days, and the track with its two handles. */
export function TimeBar() {
  const { say } = useSpeech()
  const { today, window, commit } = useTimeWindow()
  const current = presetOf(window, today)
  return (
    <section className="time-bar" aria-label={say('time.bar')}>
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
      <TimeTrack />
    </section>
  )
}
