// Apart from what reads reports: the form of citizens brings that along, and no map.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { NearbyReport, Report } from '../../server/reports/contract.ts'
import { type Answer, answered, get, write } from '../api.ts'
import { touchTiles } from '../map/tiles.ts'

/** Open reports of the same kind close to one, without itself. */
export function nearbyQuery({ id, place, category }: Report) {
  const [lng, lat] = place.coordinates
  return queryOptions({
    queryKey: ['reports', 'nearby', id],
    queryFn: ({ signal }) =>
      answered(get<{ items: NearbyReport[] }>('/api/reports/nearby', { lng, lat, category }, signal)),
    select: ({ items }) => items.filter((each) => each.id !== id),
  })
}

/** What is given with a deed in its dialog. */
export interface Given {
  reason: string
  /** `agency` or `agency works`. */
  to: string
  of: string
  stars: number | null
}

const because = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() })

/** Does a deed on the version that is shown: as whoever deals with it, or by the secret of its reporter. */
export function sendDeed(
  { number, version }: Report,
  deed: Exclude<Report['may'][number], 'solve'>,
  { reason, to, of, stars }: Given,
  follow: string | undefined,
): Promise<Answer<Report>> {
  if (follow && deed === 'rate')
    return write('POST', `/api/reports/follow/${encodeURIComponent(follow)}/rating`, {
      version,
      stars,
      ...(reason.trim() === '' ? {} : { words: reason.trim() }),
    })
  if (follow)
    return write('POST', `/api/reports/follow/${encodeURIComponent(follow)}/verdict`, {
      version,
      verdict: deed,
      ...because(reason),
    })
  const [agencyId, worksId] = to.split(' ')
  const passed = deed === 'pass_on' ? { agencyId, ...(worksId ? { worksId } : {}) } : {}
  const joined = deed === 'double' ? { of: of.trim() } : {}
  return write('POST', `/api/reports/${number}/deeds`, { version, deed, ...passed, ...joined, ...because(reason) })
}

/** Does something with a report; whatever comes of it, what is shown of reports is read again. */
export function useReportDeed<Asked>(send: (asked: Asked) => Promise<Answer<Report>>, onStored: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Asked) => answered(send(given)),
    onSuccess: () => touchTiles(),
    // over only once it is read: until then what is shown is not what there is
    onSettled: async (_, problem) => {
      await client.invalidateQueries({ queryKey: ['reports'] })
      if (!problem) onStored()
    },
  })
}
