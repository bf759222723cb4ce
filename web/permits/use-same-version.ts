import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Works } from '../../server/works/contract.ts'

/** Whether the works and its procedure are of one version, so that what is decided is what is seen; the older is read again. */
export function useSameVersion(works: Works, procedure: Procedure | undefined): boolean {
  const client = useQueryClient()
  const { id } = works
  const ahead = procedure ? procedure.version - works.version : 0
  useEffect(() => {
    if (ahead > 0) void client.invalidateQueries({ queryKey: ['works', 'one', id] })
    if (ahead < 0) void client.invalidateQueries({ queryKey: ['procedure', id] })
  }, [client, id, ahead])
  return procedure !== undefined && ahead === 0
}
