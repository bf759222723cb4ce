import { useQuery } from '@tanstack/react-query'
import { troubleOf } from '../store/database.ts'
import type { UseFieldArea } from './contract.ts'
import { readArea } from './kept-area.ts'
import { useFieldUser } from './use-field-user.ts'

const staleMilliseconds = 24 * 3_600_000

/** The area that lies on this phone, of whoever is signed in. */
export function useFieldArea(): UseFieldArea {
  const { user } = useFieldUser()
  const userId = user?.id ?? null
  const query = useQuery({
    queryKey: ['field', 'area', userId],
    queryFn: async () => {
      if (userId === null) return { taken: null, trouble: null }
      return readArea(userId).then(
        (taken) => ({ taken, trouble: null }),
        (error) => ({ taken: null, trouble: troubleOf(error) }),
      )
    },
    staleTime: 0,
  })
  const taken = query.data?.taken ?? null
  return {
    taken,
    isRead: query.isSuccess && userId !== null,
    isStale: taken !== null && Date.now() - Date.parse(taken.takenAt) > staleMilliseconds,
    trouble: query.data?.trouble ?? null,
  }
}
