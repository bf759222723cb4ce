import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Checklist, InspectionKind, NewChecklist } from '../../server/inspections/checklists/contract.ts'
import { answered, get, write } from '../api.ts'

/** All versions of a checklist, the last first. */
export function checklistQuery(kind: InspectionKind) {
  return queryOptions({
    queryKey: ['checklists', kind],
    queryFn: ({ signal }) => answered(get<{ items: Checklist[] }>(`/api/checklists/${kind}`, {}, signal)),
    select: ({ items }) => items,
  })
}

export function usePublish(kind: InspectionKind) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (next: NewChecklist) => answered(write<Checklist>('POST', `/api/checklists/${kind}`, next)),
    // also where it was refused: then another version is there
    onSettled: () => client.invalidateQueries({ queryKey: ['checklists', kind] }),
  })
}
