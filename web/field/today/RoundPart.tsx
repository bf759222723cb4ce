import type { Position } from '../../../server/geo/contract.ts'
import type { Round } from '../../../server/inspections/visits/contract.ts'
import { isLost } from '../../api.ts'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { Empty, Failure, Loading } from '../../ui/States.tsx'
import type { FieldUser } from '../offline/contract.ts'
import { useDistance } from './distance.ts'
import { roundByAir, type TodayVisit } from './near.ts'
import { RoundPlan } from './RoundPlan.tsx'
import { useRound, useToday } from './use-today.ts'

/** The way through the visits that one has taken: the nearest next, along the streets. */
export function RoundPart({ from, user }: { from: Position | null; user: FieldUser }) {
  const { say } = useSpeech()
  const { visits, isPending, problem, retry, isFromPhone } = useToday(from, true, user)
  const query = useRound(from, isFromPhone ? [] : visits)
  if (isPending) return <Loading />
  if (problem) return <Failure problem={problem} onRetry={retry} />
  if (visits.length === 0) {
    return (
      <Empty icon="route" title={say('field.noRound')}>
        <p>{say('field.noRoundDetail')}</p>
      </Empty>
    )
  }
  if (!from) return <Empty icon="pin" title={say('field.roundNeedsPlace')} />
  const isByAir = isFromPhone || (query.isError && isLost(query.error))
  const round = isByAir ? roundByAir(from, visits) : query.data
  if (!round) return query.isError ? <Failure problem={query.error} /> : <Loading />
  return (
    <>
      {isByAir ? <p className="field-note">{say('field.roundByAir')}</p> : null}
      <RoundPlan from={from} round={round} />
      <Legs round={round} visits={visits} />
    </>
  )
}

function Legs({ round, visits }: { round: Round; visits: readonly TodayVisit[] }) {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const distance = useDistance()
  return (
    <>
      <p className="round-total" role="status">
        {say('field.roundTotal', { distance: distance(round.metres) })}
      </p>
      <ol className="round-legs" data-testid="round">
        {round.legs.map(({ visitId, metres, way }, at) => {
          const visit = visits.find(({ id }) => id === visitId)
          if (!visit) return null
          const { works, kind } = visit
          return (
            <li key={visitId}>
              <span className="leg-place">{number(at + 1, language)}</span>
              <a href={hrefOf('/field/inspect', address, { visit: visitId, works: works.id, kind })} onClick={follow}>
                <strong dir="auto">{works.title}</strong>
                <span>
                  {say(`inspection.kind.${kind}`)} · <Id>{works.number}</Id>
                </span>
              </a>
              <span className="leg-metres">
                <Icon name="route" size={16} /> {distance(metres)}
                {way === 'straight' ? <small>{say('field.legByAir')}</small> : null}
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}
