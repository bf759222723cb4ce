import { useAddress, useChangeAddress } from '../address.ts'
import { useAgencies } from '../agencies/queries.ts'
import { fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import type { Bar } from './lanes.ts'

const unknownColour = '#4d5761'

/** One works in the year: its agency's colour, a mark where it meets others, everything in words. */
export function PlanBar({ bar: { works, lane, start, width } }: { bar: Bar }) {
  const { language, say, name } = useSpeech()
  const { byId } = useAgencies()
  const { sel } = useAddress()
  const change = useChangeAddress()
  const seen = useSeenColour()
  const agency = byId.get(works.agencyId)
  const { occupies, blocking, warning, chances } = works
  const days = `${fullDay(occupies.start, language)} – ${occupies.end ? fullDay(occupies.end, language) : say('plan.noEnd')}`
  const met = [
    blocking > 0 ? say('conflict.blockingCount', { count: blocking }) : null,
    warning > 0 ? say('plan.warnings', { count: warning }) : null,
    chances > 0 ? say('plan.chancesCount', { count: chances }) : null,
  ]
  const words = [works.title, agency ? name(agency.name) : null, say(`status.${works.status}`), days, ...met]
  const told = words.filter(Boolean).join(say('list.joint'))
  return (
    <li
      className="plan-bar"
      style={{
        insetInlineStart: `${start}%`,
        inlineSize: `${width}%`,
        insetBlockStart: `calc(${lane} * var(--lane))`,
      }}
    >
      <button
        type="button"
        data-met={blocking > 0 ? 'blocking' : warning > 0 ? 'warning' : undefined}
        data-chance={chances > 0 || undefined}
        aria-current={sel === works.id || undefined}
        aria-label={told}
        title={told}
        style={{ background: seen(agency?.colour ?? unknownColour) }}
        onClick={() => change({ sel: works.id })}
      >
        <span aria-hidden="true">{blocking > 0 ? '!' : chances > 0 ? '+' : ''}</span>
      </button>
    </li>
  )
}
