import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { dayFromNumber } from '../../server/time/rules.ts'
import { statuses } from '../../server/works/contract.ts'
import { useAddress } from '../address.ts'
import { useAgencies } from '../agencies/queries.ts'
import { shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { usePickable } from '../map/picking.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import { pickedWorksQuery } from './queries.ts'
import { useChooseWorks } from './together/use-choose-works.ts'

/** Makes the works on the map answer to pointer and click. */
export function usePickWorks(): void {
  const { agencies } = useAgencies()
  const { language, sayAny, name } = useSpeech()
  const seen = useSeenColour()
  const open = useOpenPicked()
  const daysOf = (from: number, to: number) => {
    const [first, last] = [dayFromNumber(from), dayFromNumber(to)]
    return `${shortDay(first, language, last)} – ${shortDay(last, language)}`
  }
  usePickable({
    layers: ['works-hit'],
    read: ({ id, properties }) => {
      const agency = agencies.find(({ ordinal }) => ordinal === properties.agency)
      const status = sayAny(`status.${statuses[properties.status as number] ?? ''}`)
      return {
        key: `works ${id}`,
        label: agency ? name(agency.name) : status,
        // two works of one agency are told apart by their days
        detail: `${status} · ${daysOf(properties.from, properties.to)}`,
        ...(agency ? { colour: seen(agency.colour) } : {}),
        choose: (isMore) => void open(Number(id), isMore),
      }
    },
  })
}

/**
 * Opens the works of a feature: tiles carry no more of it than what is drawn. The last click counts, and none after the
 * page has moved on. Where the answer fails, or the works has left one's sight, the map offers to be drawn anew.
 */
function useOpenPicked(): (tileId: number, isMore: boolean) => Promise<void> {
  const map = useHeldMap()
  const choose = useChooseWorks()
  const queries = useQueryClient()
  const { pathname } = useLocation()
  const { sel } = useAddress()
  const turn = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page or drawer is what takes the turn
  useEffect(
    () => () => {
      turn.current += 1
    },
    [pathname, sel],
  )
  return async (tileId, isMore) => {
    turn.current += 1
    const own = turn.current
    const [picked] = await Promise.allSettled([queries.fetchQuery(pickedWorksQuery(tileId))])
    if (own !== turn.current) return
    if (picked.status === 'fulfilled') choose(picked.value.id, isMore)
    else map?.fire('error', { error: picked.reason })
  }
}
