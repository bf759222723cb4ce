import { useQuery } from '@tanstack/react-query'
import type { Route } from '../../server/geo/contract.ts'
import type { Closure } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ClosureChoice } from './ClosureChoice.tsx'
import { DetourCard } from './DetourCard.tsx'
import { draftDetourQuery, leadsRound } from './queries.ts'

interface DraftTrafficProps {
  closure: Closure
  route: Route | null
  onClosure: (closure: Closure) => void
}

/** What a drawing would close to traffic, and how far that is round; the ways that it leads it are drawn once it is saved. */
export default function DraftTraffic({ closure, route, onClosure }: DraftTrafficProps) {
  const { say } = useSpeech()
  const isRound = leadsRound(closure)
  const detour = useQuery({ ...draftDetourQuery(route), enabled: isRound && route !== null })
  return (
    <section className="form traffic">
      <h2>{say('traffic.title')}</h2>
      <ClosureChoice closure={closure} onClosure={onClosure} />
      {isRound && route ? <DetourCard closure={closure} query={detour} /> : null}
      {closure === 'none' ? null : <p className="form-note">{say('traffic.diversionsLater')}</p>}
    </section>
  )
}
