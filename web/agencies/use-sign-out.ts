import { useMutation } from '@tanstack/react-query'
import { answered, write } from '../api.ts'
import { useSettled } from './queries.ts'

/** Here, or everywhere. */
export function useSignOut(where: 'here' | 'everywhere' = 'here') {
  const settled = useSettled()
  return useMutation({
    mutationFn: async () => {
      // fetched first: between the end of the session and the forgetting nothing is to be waited for
      const forgetting = await import('../field/offline/forget.ts').catch(() => null)
      await answered(write<null>('DELETE', where === 'here' ? '/api/session' : '/api/sessions'))
      // what they read on this phone goes with them before the page says so; what they have not sent waits for them
      await forgetting?.forgetHere().catch(() => undefined)
    },
    onSuccess: () => settled(null),
  })
}
