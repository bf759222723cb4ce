import { useState } from 'react'
import type { PartyQuality } from '../../../server/inspections/quality/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { CasesOfPart } from './CasesOfPart.tsx'
import { ScoreBar } from './ScoreBar.tsx'

interface PartOfScoreProps {
  part: PartyQuality['parts'][number]
  quality: PartyQuality
  /** Of the whole score, as it counts here. */
  share: number
}

/** One part: what it means, its figure, what best and worst are, how it weighs; and the cases behind it. */
export function PartOfScore({ part, quality, share }: PartOfScoreProps) {
  const { language, say } = useSpeech()
  const [isOpen, setOpen] = useState(false)
  const isShare = part.best > part.worst
  const said = (figure: number) =>
    isShare ? say('sample.unit.percent', { value: number(figure, language, 1) }) : number(figure, language, 2)
  const percent = say('sample.unit.percent', { value: number(share * 100, language) })
  return (
    <li data-part={part.code}>
      <span className="row-top">
        <strong>{say(`quality.part.${part.code}`)}</strong>
        <span className="tag">
          {part.score === null ? say('quality.notCounted') : say('quality.weighs', { value: percent })}
        </span>
      </span>
      <ScoreBar score={part.score} />
      <p>
        {say(`quality.means.${part.code}`)}{' '}
        {part.figure === null ? '' : say('quality.figure', { value: said(part.figure) })}
      </p>
      <p className="quality-rule">{say('quality.rule', { best: said(part.best), worst: said(part.worst) })}</p>
      {part.score === null ? (
        <p className="quality-rule">
          {say('quality.fewHere', {
            count: part.cases,
            shown: number(part.cases, language),
            least: number(part.fewest, language),
          })}
        </p>
      ) : null}
      {part.cases > 0 ? (
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('quality.showCases', { count: part.cases, shown: number(part.cases, language) })}
        </button>
      ) : null}
      {isOpen ? <CasesOfPart quality={quality} part={part.code} /> : null}
    </li>
  )
}
