import { useQuery } from '@tanstack/react-query'
import { boxOf } from '../../../server/geo/rules.ts'
import type { InspectionKind } from '../../../server/inspections/checklists/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { answered, get, isLost, type Problem } from '../../api.ts'
import type { FieldArea } from '../offline/contract.ts'
import { useFieldArea } from '../offline/use-field-area.ts'
import { patientOf } from '../time-limits.ts'
import type { Sheet, SheetWorks } from './sheet.ts'

export interface Asked {
  visit?: string | undefined
  works: string
  kind: InspectionKind
}

/** From the service where it answers, else from what was taken along; fails where neither knows the works. */
export function useSheet(asked: Asked | null, isWanted: boolean) {
  const { taken, isRead } = useFieldArea()
  return useQuery({
    queryKey: ['visits', 'sheet', asked, taken?.takenAt],
    queryFn: async ({ signal }) => {
      if (!asked) throw notHere
      const isAlong = taken?.area.works.some(({ id }) => id === asked.works) ?? false
      return fetched(asked, patientOf(signal, isAlong)).catch((problem: Problem) => {
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

const notHere: Problem = { type: '/problems/offline', title: '', status: 0 }

/** The works as it is now, and what the service gives along for its ground: visits, checklists, how near is near. */
async function fetched({ visit, works, kind }: Asked, signal: AbortSignal): Promise<Sheet> {
  const one = await answered(get<Works>(`/api/works/${works}`, {}, signal))
  const bbox = boxOf(one.footprint).join(',')
  const area = await answered(get<FieldArea>('/api/field/area', { bbox }, signal))
  return sheetOf(one, { visit, kind }, area)
}

function fromArea({ visit, works, kind }: Asked, area: FieldArea): Sheet | null {
  const one = area.works.find(({ id }) => id === works)
  return one ? sheetOf(one, { visit, kind }, area) : null
}

/** Only what a visit needs: it is kept with the draft. */
function sheetOf(works: SheetWorks, asked: Omit<Asked, 'works'>, area: FieldArea): Sheet {
  const checklist = area.checklists.find(({ kind }) => kind === asked.kind)
  if (!checklist) throw notHere
  const visit = area.visits.find(({ id }) => id === asked.visit)
  const { id, number, title, version, agencyId, contractorId, route, footprint, lengthMetres } = works
  const { permitNumber, status, actualPeriod } = works
  return {
    works: {
      ...{ id, number, title, version, agencyId, contractorId, route, footprint, lengthMetres },
      ...{ permitNumber, status, actualPeriod },
    },
    visit: visit ? { id: visit.id, cause: visit.cause, dueOn: visit.dueOn, note: visit.note } : null,
    checklist,
    nearMetres: area.nearMetres,
  }
}
