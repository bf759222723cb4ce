import { useQuery } from '@tanstack/react-query'
import { isLost, type Problem } from '../../api.ts'
import type { FieldArea } from '../offline/contract.ts'
import { useFieldArea } from '../offline/use-field-area.ts'
import { patientOf } from '../time-limits.ts'
import { fetchedSheet } from './fetch-sheet.ts'
import { type Asked, notHere, type Sheet, sheetOf } from './sheet.ts'

/** From the service where it answers, else from what was taken along; fails where neither knows the works. */
export function useSheet(asked: Asked | null, isWanted: boolean) {
  const { taken, isRead } = useFieldArea()
  return useQuery({
    queryKey: ['visits', 'sheet', asked, taken?.takenAt],
    queryFn: async ({ signal }) => {
      if (!asked) throw notHere
      const isAlong = taken?.area.works.some(({ id }) => id === asked.works) ?? false
      return fetchedSheet(asked, patientOf(signal, isAlong)).catch((problem: Problem) => {
        const along = isLost(problem) && taken ? fromArea(asked, taken.area) : null
        if (along) return along
        throw problem
      })
    },
    enabled: asked !== null && isWanted && isRead,
    // a form that is filled in must not change under the hand
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

function fromArea({ visit: asked, works, kind }: Asked, area: FieldArea): Sheet | null {
  const one = area.works.find(({ id }) => id === works)
  const visit = area.visits.find(({ id }) => id === asked) ?? null
  return one ? sheetOf(one, { visit, kind }, area) : null
}
