import type { ReactNode } from 'react'
import type { ListedConstraint } from '../../server/coordination/contract.ts'
import type { ListedProtection } from '../../server/streets/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** A constraint area: what, where, when, how grave. */
export function ConstraintRow({ area, today }: { area: ListedConstraint; today: string }) {
  const { say, name } = useSpeech()
  return (
    <Row id={area.id} title={name(area.name)} period={area.period} today={today}>
      <span className="tag">{say(`constraint.${area.kind}`)}</span>
      {area.kind === 'central_zone' ? null : (
        <span className="tag" data-tone={area.severity}>
          {say(`severity.${area.severity}`)}
        </span>
      )}
    </Row>
  )
}

/** A protection: which street, whether it still holds all digging off or asks for care. */
export function ProtectionRow({ surface, today }: { surface: ListedProtection; today: string }) {
  const { say, name } = useSpeech()
  const period = { start: surface.resurfacedOn, end: surface.protectedUntil }
  const isHeld = surface.holdUntil >= today
  return (
    <Row id={surface.id} title={name(surface.name)} period={period} today={today}>
      <span className="tag" data-tone={isHeld ? 'blocking' : 'warning'}>
        {say(isHeld ? 'restrictions.held' : 'restrictions.withCare')}
      </span>
    </Row>
  )
}

interface RowProps {
  id: string
  title: string
  period: Period | null
  today: string
  children: ReactNode
}

function Row({ id, title, period, today, children }: RowProps) {
  const { language, say } = useSpeech()
  const { sel } = useAddress()
  const change = useChangeAddress()
  const isOver = period !== null && period.end < today
  return (
    <li data-restriction={id}>
      <button type="button" className="row" aria-current={sel === id || undefined} onClick={() => change({ sel: id })}>
        <strong>
          <bdi>{title}</bdi>
        </strong>
        <span className="row-facts">
          {isOver ? <span className="tag">{say('restrictions.over')}</span> : children}
          <span>
            {period
              ? `${fullDay(period.start, language)} – ${fullDay(period.end, language)}`
              : say('restrictions.always')}
          </span>
        </span>
      </button>
    </li>
  )
}
