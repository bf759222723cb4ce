import { type Query, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answered, type Problem } from '../api.ts'
import { touchTiles } from '../map/tiles.ts'

/** What shows applications and what stands between them, by the first words of its keys. */
const shownIn = ['procedure', 'consultations', 'reviews', 'works', 'cases', 'conflicts', 'clearance', 'violations']

/** Did the application move on between what was seen and what was decided? */
export function hasMovedOn(problem: Problem | null): boolean {
  return problem?.type === '/problems/version'
}

/**
 * Does something to an application. Whatever comes of it, what is shown of applications is read again: where it was
 * refused, it may have moved on. `onStored` is called also where the button that did it is gone by then.
 */
export function useDeed<Given, Value>(send: (given: Given) => Promise<Answer<Value>>, onStored?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Given) => answered(send(given)),
    onSuccess: () => touchTiles(),
    // over only once it is read: until then what is shown is not what there is. All of somebody's works are many pages
    onSettled: async (_, problem) => {
      const isMine = ({ queryKey }: Query) => queryKey[0] === 'works' && queryKey[1] === 'mine'
      void client.invalidateQueries({ predicate: isMine })
      await Promise.all(
        shownIn.map((key) => client.invalidateQueries({ queryKey: [key], predicate: (query) => !isMine(query) })),
      )
      if (!problem) onStored?.()
    },
  })
}
