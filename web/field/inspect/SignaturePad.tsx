import { type PointerEvent, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { pad, strokePath } from './strokes.ts'

interface SignaturePadProps {
  strokes: readonly (readonly number[])[]
  onStrokes: (strokes: readonly (readonly number[])[]) => void
}

const most = { strokes: 100, numbers: 800 }

/** Signed with a finger where somebody wants to; the typed name above is what counts. */
export function SignaturePad({ strokes, onStrokes }: SignaturePadProps) {
  const { say } = useSpeech()
  const [current, setCurrent] = useState<readonly number[] | null>(null)
  const drawn = useRef<readonly number[]>([])
  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    const x = Math.round(((clientX - left) / width) * pad.width)
    const y = Math.round(((clientY - top) / height) * pad.height)
    return [Math.min(pad.width, Math.max(0, x)), Math.min(pad.height, Math.max(0, y))]
  }
  const draw = (points: readonly number[]) => {
    drawn.current = points
    setCurrent(points)
  }
  const end = () => {
    if (current && drawn.current.length >= 4 && strokes.length < most.strokes) onStrokes([...strokes, drawn.current])
    setCurrent(null)
  }
  return (
    <div className="signature">
      <svg
        viewBox={`0 0 ${pad.width} ${pad.height}`}
        role="img"
        aria-label={say(strokes.length > 0 ? 'inspect.signatureDrawn' : 'inspect.signatureEmpty')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          draw(pointOf(event))
        }}
        onPointerMove={(event) => {
          if (current && drawn.current.length < most.numbers) draw([...drawn.current, ...pointOf(event)])
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line x1="20" x2={pad.width - 20} y1="112" y2="112" className="signature-line" />
        {[...strokes, ...(current ? [current] : [])].map((stroke) => (
          <path key={stroke.join(',')} d={strokePath(stroke)} />
        ))}
      </svg>
      {strokes.length > 0 ? (
        <button type="button" className="button" onClick={() => onStrokes([])}>
          {say('inspect.signAgain')}
        </button>
      ) : null}
    </div>
  )
}
