import { dashes, type Stroke } from './strokes.ts'

const width = 3

/** A short piece of the line as the map draws it. */
export function StrokeSample({ stroke, colour = 'var(--ink)' }: { stroke: Stroke; colour?: string }) {
  const dash = dashes[stroke]?.map((part) => part * width).join(' ')
  return (
    <svg width="24" height="6" viewBox="0 0 24 6" aria-hidden="true">
      <path
        d="M1.5 3H22.5"
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinecap={stroke === 'dotted' ? 'round' : 'butt'}
      />
    </svg>
  )
}
