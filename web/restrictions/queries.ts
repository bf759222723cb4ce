import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ListedConstraint, NewConstraintArea } from '../../server/coordination/contract.ts'
import type { ListedProtection, NewProtectedSurface } from '../../server/streets/contract.ts'
import { answered, get, withQuery, write } from '../api.ts'
import { touchTiles } from '../map/tiles.ts'

export const constraintsQuery = queryOptions({
  queryKey: ['restrictions', 'constraints'],
  queryFn: ({ signal }) => answered(get<{ items: ListedConstraint[] }>('/api/constraint-areas', {}, signal)),
  select: ({ items }) => items,
})

export const protectionsQuery = queryOptions({
  queryKey: ['restrictions', 'protections'],
  queryFn: ({ signal }) => answered(get<{ items: ListedProtection[] }>('/api/protected-surfaces', {}, signal)),
  select: ({ items }) => items,
})

interface Standing {
  id: string
  version: number
}

/** Reads and draws again what a restriction of ground changes: itself, and findings that follow from it. */
function useChanged(): () => void {
  const client = useQueryClient()
  return () => {
    touchTiles()
    for (const key of ['restrictions', 'assessment', 'procedure', 'audit'])
      void client.invalidateQueries({ queryKey: [key] })
  }
}

/** Records a restriction, or replaces the one that was seen. */
export function useSaveRestriction(
  path: '/api/constraint-areas' | '/api/protected-surfaces',
  seen: Standing | null,
  onStored: () => void,
) {
  const changed = useChanged()
  return useMutation({
    mutationFn: (given: NewConstraintArea | NewProtectedSurface) =>
      answered(
        seen
          ? write<Standing>('PUT', `${path}/${seen.id}`, { ...given, version: seen.version })
          : write<Standing>('POST', path, given),
      ),
    onSuccess: onStored,
    onSettled: changed,
  })
}

export function useRemoveRestriction(path: '/api/constraint-areas' | '/api/protected-surfaces', onStored: () => void) {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ id, version }: Standing) => answered(write<null>('DELETE', withQuery(`${path}/${id}`, { version }))),
    onSuccess: onStored,
    onSettled: changed,
  })
}
