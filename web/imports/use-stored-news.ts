import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ImportJob, ImportStatus } from '../../server/imports/contract.ts'
import { touchTiles } from '../map/tiles.ts'

const changedBy = ['works', 'conflicts', 'streets', 'municipalities', 'agencies']

/** How far each job was when it was looked at last, also by a sheet that has been left meanwhile. */
const seen = new Map<string, ImportStatus>()

/** Once a commit has ended, what it stored is on the map and in the lists. */
export function useStoredNews(job: Pick<ImportJob, 'id' | 'status'> | undefined): void {
  const client = useQueryClient()
  const { id, status } = job ?? {}
  useEffect(() => {
    if (!id || !status) return
    const before = seen.get(id)
    seen.set(id, status)
    // a commit may be over before anybody has looked at it
    if (status !== 'committed' || before === undefined || before === 'committed') return
    touchTiles()
    for (const key of changedBy) void client.invalidateQueries({ queryKey: [key] })
  }, [id, status, client])
}
