import { useAddress, useChangeAddress } from '../../address.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useSeenColour } from '../../map/use-palette.ts'
import type { LineBar } from './straight-line.ts'

const unknownColour = '#4d5761'

/** One stretch: its agency's colour, its kind by how it is filled, everything in words. Chosen, its line of the table is shown. */
export function LineBarButton({ bar: { entry, stretch, lane, start, width }, today }: { bar: LineBar; today: string }) {
  const { language, say, name } = useSpeech()
  const { byId } = useAgencies()
  const { sel } = useAddress()
  const change = useChangeAddress()
  const seen = useSeenColour()
  const agency = byId.get(entry.agencyId ?? '')
  const closed = entry.closedOn === null ? say('ledger.stillOpen') : fullDay(entry.closedOn, language)
  const told = [
    entry.title,
    agency ? name(agency.name) : null,
    say(`ledger.kind.${entry.kind}`),
    `${fullDay(entry.openedOn, language)} – ${closed}`,
    say('ledger.span', { first: number(stretch.fromMetres, language), value: number(stretch.toMetres, language) }),
    say(`ledger.side.${stretch.side}`),
  ]
    .filter(Boolean)
    .join(say('list.joint'))
  return (
    <li
      className="line-bar"
      style={{
        insetInlineStart: `${start}%`,
        inlineSize: `${width}%`,
        insetBlockStart: `calc(${lane} * var(--lane))`,
        color: seen(agency?.colour ?? unknownColour),
      }}
    >
      <button
        type="button"
        data-kind={entry.kind}
        data-open={entry.closedOn === null || undefined}
        data-guarantee={(entry.guaranteeUntil !== null && entry.guaranteeUntil >= today) || undefined}
        aria-pressed={sel === entry.id}
        aria-label={told}
        title={told}
        onClick={() => change({ sel: sel === entry.id ? undefined : entry.id }, { replace: true })}
      />
    </li>
  )
}
