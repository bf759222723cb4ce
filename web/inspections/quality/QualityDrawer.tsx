import { useQuery } from '@tanstack/react-query'
import type { PartyQuality } from '../../../server/inspections/quality/contract.ts'
import type { PartyKind } from '../../../server/inspections/quality/rules.ts'
import { addDays } from '../../../server/time/rules.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { civilMonthOf } from '../../plan/months.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Waiting } from '../../ui/States.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { Appeals } from './Appeals.tsx'
import { HistoryChart } from './HistoryChart.tsx'
import { PartOfScore } from './PartOfScore.tsx'
import { partyQuery } from './queries.ts'

interface QualityDrawerProps {
  id: string
  kind: PartyKind
  onClose: () => void
}

/** The score of one: its parts in words and numbers, its history, the cases, and what was objected to. */
export function QualityDrawer({ id, kind, onClose }: QualityDrawerProps) {
  const { say, name } = useSpeech()
  const query = useQuery(partyQuery(id, kind))
  const agency = useAgencies().byId.get(id)
  return (
    <Drawer
      title={agency ? name(agency.name) : say('quality.one')}
      subtitle={say(`quality.kind.${kind}`)}
      opens="full"
      onClose={onClose}
    >
      {query.data ? <Sheet quality={query.data} /> : <Waiting query={query} />}
    </Drawer>
  )
}

function Sheet({ quality }: { quality: PartyQuality }) {
  const { language, say } = useSpeech()
  const { score, cases, fewestCases, window, samplingPercent, month } = quality
  const counting = quality.parts.filter((part) => part.score !== null)
  const weight = counting.reduce((sum, part) => sum + part.weight, 0)
  const tiles = [
    {
      label: civilMonthOf(month, language),
      value: score === null ? '—' : number(score, language, 1),
    },
    { label: say('quality.casesAll'), value: number(cases, language) },
    ...(samplingPercent === null
      ? []
      : [
          {
            label: say('quality.sampling'),
            value: say('sample.unit.percent', { value: number(samplingPercent, language) }),
          },
        ]),
  ]
  return (
    <>
      <Tiles items={tiles} />
      {score === null ? (
        <p>{say('quality.fewIn', { count: fewestCases, shown: number(fewestCases, language) })}</p>
      ) : null}
      <h2>{say('quality.parts')}</h2>
      <p>
        {say('quality.window', {
          first: fullDay(window.from, language),
          // the window ends before this day
          until: fullDay(addDays(window.to, -1), language),
          count: window.months,
        })}
      </p>
      <ul className="quality-parts" data-testid="parts">
        {quality.parts.map((part) => (
          <PartOfScore
            key={part.code}
            part={part}
            quality={quality}
            share={part.score === null ? 0 : part.weight / weight}
          />
        ))}
      </ul>
      <HistoryChart history={quality.history} />
      <Appeals quality={quality} />
    </>
  )
}
