import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { needed } from './sketch.ts'
import type { Sketching } from './use-sketch.ts'

interface DrawBarProps {
  sketching: Sketching
  lengthMetres?: number | undefined
  /** Asks first, where there is something to lose. */
  clear: () => void
}

/** The visible twins of the keys, above the time bar. */
export function DrawBar({ sketching, lengthMetres, clear }: DrawBarProps) {
  const { say } = useSpeech()
  const { sketch, undo, redo, finish, stroke, following, snapping } = sketching
  const missing = Math.max(0, needed[sketch.shape] - sketch.vertices.length)
  return (
    <section className="draw-bar" aria-label={say('draw.tools')}>
      <button type="button" onClick={undo} disabled={sketch.past.length === 0}>
        <Icon name="undo" mirror />
        <span className="draw-word">{say('draw.undo')}</span>
        <kbd>Ctrl Z</kbd>
      </button>
      <button type="button" onClick={redo} disabled={sketch.future.length === 0}>
        <Icon name="redo" mirror />
        <span className="draw-word">{say('draw.redo')}</span>
      </button>
      <button type="button" onClick={clear} disabled={sketch.vertices.length === 0}>
        <Icon name="trash" />
        <span className="draw-word">{say('draw.clear')}</span>
      </button>
      <button type="button" aria-pressed={snapping.isOn} onClick={snapping.toggle}>
        <Icon name="magnet" />
        <span className="draw-word">{say('draw.snap')}</span>
      </button>
      {sketch.shape === 'line' ? (
        <button type="button" aria-pressed={following.isOn} onClick={following.toggle} disabled={sketch.finished}>
          <Icon name="route" />
          <span className="draw-word">{say('draw.follow')}</span>
        </button>
      ) : null}
      <DrawFacts sketching={sketching} missing={missing} lengthMetres={lengthMetres} />
      {sketch.finished ? (
        <button type="button" onClick={() => stroke({ stroke: 'reopen' })}>
          <Icon name="pen" />
          {say('draw.reopen')}
        </button>
      ) : (
        <button type="button" className="primary" onClick={finish} disabled={missing > 0}>
          <Icon name="check" />
          {say('draw.finish')}
          <kbd>Enter</kbd>
        </button>
      )}
    </section>
  )
}

interface DrawFactsProps {
  sketching: Sketching
  missing: number
  lengthMetres: number | undefined
}

/** How far the drawing is, and what stands in the way of following a street. */
function DrawFacts({ sketching, missing, lengthMetres }: DrawFactsProps) {
  const { language, say } = useSpeech()
  const { sketch, route, following } = sketching
  if (following.problem) {
    const { reasons, detail, title } = following.problem
    return (
      <span className="draw-facts" role="alert">
        <DaysInText text={reasons?.[0]?.detail ?? detail ?? title} />
      </span>
    )
  }
  if (following.isAsking) return <span className="draw-facts">{say('draw.followAsking')}</span>
  const points =
    missing > 0 ? say('draw.pointsMissing', { count: missing }) : say('draw.points', { count: sketch.vertices.length })
  const length = lengthMetres && route ? ` · ${say('unit.metres', { value: number(lengthMetres, language) })}` : ''
  return (
    <span className="draw-facts">
      {sketch.finished ? `${say('draw.finished')} · ` : ''}
      {points}
      {length}
    </span>
  )
}
