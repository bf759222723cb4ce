import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Shape, Sketch } from './use-sketch.ts'

interface DrawBarProps {
  sketch: Sketch
  shape: Shape
  lengthMetres: number | undefined
  undo: () => void
  redo: () => void
  finish: () => void
  clear: () => void
}

/** The visible twins of the keys, above the time bar. */
export function DrawBar({ sketch, shape, lengthMetres, undo, redo, finish, clear }: DrawBarProps) {
  const { language, say } = useSpeech()
  const needed = shape === 'line' ? 2 : 3
  const missing = Math.max(0, needed - sketch.points.length)
  return (
    <section className="draw-bar" aria-label={say('draw.tools')}>
      <button type="button" onClick={undo} disabled={!sketch.canUndo}>
        <Icon name="undo" mirror />
        {say('draw.undo')}
        <kbd>Ctrl Z</kbd>
      </button>
      <button type="button" onClick={redo} disabled={!sketch.canRedo}>
        <Icon name="redo" mirror />
        {say('draw.redo')}
      </button>
      <button type="button" onClick={clear} disabled={sketch.points.length === 0}>
        <Icon name="trash" />
        {say('draw.clear')}
      </button>
      <span className="draw-facts">
        {missing > 0 && !sketch.finished
          ? say('draw.pointsMissing', { count: missing })
          : say('draw.points', { count: sketch.points.length })}
        {lengthMetres && sketch.route ? ` · ${say('unit.metres', { value: number(lengthMetres, language) })}` : ''}
      </span>
      <button type="button" className="primary" onClick={finish} disabled={missing > 0 || sketch.finished}>
        <Icon name="check" />
        {sketch.finished ? say('draw.finished') : say('draw.finish')}
        {sketch.finished ? null : <kbd>Enter</kbd>}
      </button>
    </section>
  )
}
