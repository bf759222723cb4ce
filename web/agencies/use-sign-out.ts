import { useMutation } from '@tanstack/react-query'
import { answered, write } from '../api.ts'
import { useSettled } from './queries.ts'

/** Here, or everywhere. */
export function useSignOut(where: 'here' | 'everywhere' = 'here') {
  const settled = useSettled()
  return useMutation({
    mutationFn: () => answered(write<null>('DELETE', where === 'here' ? '/api/session' : '/api/sessions')),
    onSuccess: () => {
      settled(null)
      // what they read on this phone goes with them; what they have not sent waits for them
      return import('../field/offline/forget.ts').then(({ forgetHere }) => forgetHere()).catch(() => undefined)
    },
  })
}
