import { useMutation } from '@tanstack/react-query'
import { write } from '../api.ts'
import { useSettled } from './queries.ts'

/** Here, or everywhere. */
export function useSignOut(where: 'here' | 'everywhere' = 'here') {
  const settled = useSettled()
  return useMutation({
    mutationFn: async () => {
      // fetched first: between the end of the session and the forgetting nothing is to be waited for
      const forgetting = await import('../field/offline/forget.ts').catch(() => null)
      const answer = await write<null>('DELETE', where === 'here' ? '/api/session' : '/api/sessions')
      // a session that is over already needs no end: whoever leaves this phone is forgotten on it all the same
      const isOver = where === 'here' && !answer.ok && answer.problem.status === 401
      if (!answer.ok && !isOver) throw answer.problem
      // what they read on this phone goes with them before the page says so; what they have not sent waits for them
      await forgetting?.forgetHere().catch(() => undefined)
    },
    onSuccess: () => settled(null),
  })
}
