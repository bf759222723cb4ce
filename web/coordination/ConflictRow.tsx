import type { Conflict } from '../../server/coordination/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import { StrokeSample } from '../works/StrokeSample.tsx'
import { strokeOf } from '../works/strokes.ts'

/** What the columns of the list are called. */
export function ConflictHeads() {
  const { say } = useSpeech()
  return (
    <div className="conflict-line conflict-heads" aria-hidden="true">
      <span>{say('explorer.severity')}</span>
      <span>{say('explorer.streetAndWorks')}</span>
      <span className="figure">{say('explorer.overlap')}</span>
      <span>{say('explorer.state')}</span>
    </div>
  )
}

interface ConflictRowProps {
  conflict: Conflict
  selected: boolean
  /** Its street is named above it. */
  isUnderStreet: boolean
  onOpen: () => void
}

/** One conflict in the columns of the list: how grave, where and who, in metres and days, and whether it is settled. */
export function ConflictRow({ conflict, selected, isUnderStreet, onOpen }: ConflictRowProps) {
  const { language, say, sayAny, name } = useSpeech()
  const { worksA, worksB, sharedDays, gapDays } = conflict
  const gap = gapDays === null ? '—' : say('conflict.apart', { count: gapDays })
  return (
    <li data-conflict={conflict.id}>
      <button type="button" className="row conflict-line" aria-current={selected || undefined} onClick={onOpen}>
        <span>
          <span className="tag" data-tone={conflict.severity}>
            {say(`severity.${conflict.severity}`)}
          </span>
        </span>
        <span className="conflict-words">
          {isUnderStreet ? null : (
            <strong>{conflict.streetName ? name(conflict.streetName) : say('explorer.noStreet')}</strong>
          )}
          <span className="conflict-kind">{say(`finding.${conflict.kind}`)}</span>
          <PairSide side="A" works={worksA} />
          <PairSide side="B" works={worksB} />
        </span>
        <span className="figure">
          <b>{say('unit.metres', { value: number(conflict.overlapMetres, language) })}</b>
          <span>{sharedDays ? say('unit.days', { count: sharedDays }) : gap}</span>
        </span>
        <span>
          <span className="state-tag" data-state={conflict.state}>
            {sayAny(`explorer.state.${conflict.state}`, conflict.state)}
          </span>
        </span>
      </button>
    </li>
  )
}

/** One of the two: its letter, the stroke that the map draws it with, and its title. */
function PairSide({ side, works }: { side: 'A' | 'B'; works: Conflict['worksA'] }) {
  const { name, say } = useSpeech()
  const seen = useSeenColour()
  const agency = useAgencies().byId.get(works.agencyId)
  const stroke = strokeOf[works.status as keyof typeof strokeOf] ?? 'solid'
  return (
    <span className="pair-side">
      <b>{side}</b>
      <StrokeSample stroke={stroke} colour={seen(agency?.colour ?? 'var(--ink-3)')} />
      <span className="visually-hidden">{agency ? name(agency.name) : say('agency.unknown')}</span>
      <bdi title={works.title}>{works.title}</bdi>
    </span>
  )
}
