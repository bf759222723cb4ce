import { useEffect, useState } from 'react'
import type { Assessment } from '../../../server/coordination/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { Sketching } from '../../sketch/use-sketch.ts'

const calm = 600

/** Says what happens on the map to those who do not see it: "point 3, 412 m, two findings". */
export function SpokenSketch({
  sketching,
  assessment,
  working,
}: {
  sketching: Sketching
  assessment: Assessment | undefined
  working: boolean
}) {
  const { language, say, name } = useSpeech()
  const { sketch, hovering } = sketching
  const street = hovering.snap ? say('draw.snapped', { street: name(hovering.snap.names) }) : ''
  const [spoken, setSpoken] = useState('')
  const parts = [
    sketch.vertices.length > 0 ? say('draw.spokenPoint', { count: sketch.vertices.length }) : '',
    street,
    assessment ? say('unit.metres', { value: number(assessment.lengthMetres, language) }) : '',
    assessment ? say('draw.spokenFindings', { count: assessment.findings.length }) : '',
    assessment && !assessment.complete ? say('finding.incomplete') : '',
  ]
  const text = parts.filter(Boolean).join(say('list.joint'))
  useEffect(() => {
    if (working) return
    const timer = setTimeout(() => setSpoken(text), calm)
    return () => clearTimeout(timer)
  }, [text, working])
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="spoken-sketch">
      {spoken}
    </p>
  )
}
