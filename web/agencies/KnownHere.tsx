import { useMutation, useQuery } from '@tanstack/react-query'
import { useSpeech } from '../i18n/language.tsx'
import { useLeaving } from './use-leaving.tsx'

const forgetting = () => import('../field/offline/forget.ts')

/** Whose session ran out on this phone can be taken off it without signing in as them. */
export function KnownHere() {
  const { say, name } = useSpeech()
  const known = useQuery({
    queryKey: ['field', 'known'],
    queryFn: async () => (await forgetting()).whoIsKnown(),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  }).data
  const forget = useMutation({ mutationFn: async () => (await forgetting()).forgetHere() })
  const { beforeLeaving, question } = useLeaving(known?.id ?? '', known ? name(known.name) : null)
  if (forget.isSuccess) return <p role="status">{say('session.forgotten')}</p>
  if (!known) return null
  return (
    <section className="known-here" aria-label={name(known.name)}>
      <p>{say('session.knownHere', { name: name(known.name) })}</p>
      {forget.isError ? <p role="alert">{say('session.forgetFailed')}</p> : null}
      <button
        type="button"
        className="button"
        disabled={forget.isPending}
        onClick={() => beforeLeaving(() => forget.mutate())}
      >
        {say('session.forgetHere', { name: name(known.name) })}
      </button>
      {question}
    </section>
  )
}
