import './traffic.css'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Detour } from '../../server/streets/network/contract.ts'
import type { Closure } from '../../server/works/contract.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { Tiles } from '../ui/Tiles.tsx'
import { DetourOnMap } from './DetourOnMap.tsx'

/** What a closure does to the shortest way between its ends: in metres, in words, and on the map. */
export function DetourCard({ closure, query }: { closure: Closure; query: UseQueryResult<Detour, Problem> }) {
  const { say } = useSpeech()
  if (query.isError) return <Failure problem={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <p className="form-note">{say('detour.asking')}</p>
  const detour = query.data
  return (
    <section className="detour" aria-label={say('detour.title')}>
      <h2>{say('detour.title')}</h2>
      <DetourFacts detour={detour} />
      {closure === 'direction' ? <p className="form-note">{say('detour.direction')}</p> : null}
      <DetourOnMap detour={detour} />
    </section>
  )
}

function DetourFacts({ detour }: { detour: Detour }) {
  const { say, name, language } = useSpeech()
  const { state, usual, round, extraMetres, searchedMetres } = detour
  if (state === 'off_street') return <p className="form-note">{say('detour.offStreet')}</p>
  if (state === 'too_wide') return <p className="missing">{say('detour.tooWide')}</p>
  if (!round || extraMetres === null)
    return <p className="missing">{say('detour.noWay', { metres: number(searchedMetres, language) })}</p>
  const streets = round.streets.map((street) => name(street.name)).join(say('list.joint'))
  return (
    <>
      <Tiles
        items={[
          { label: say('detour.usual'), value: metres(usual?.lengthMetres ?? 0, say, language) },
          { label: say('detour.round'), value: metres(round.lengthMetres, say, language) },
          { label: say('detour.extra'), value: metres(extraMetres, say, language) },
        ]}
      />
      <p className="form-note">{say('detour.along', { streets })}</p>
    </>
  )
}

const metres = (value: number, say: Speech['say'], language: Speech['language']) =>
  say('unit.metres', { value: number(value, language) })
