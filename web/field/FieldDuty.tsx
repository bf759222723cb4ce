import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { keepWhatIsSaid } from './offline/start.ts'
import { beginSending, wake } from './outbox/sending.ts'
import { listen } from './store/told.ts'
import { installable, startWorker } from './worker/start.ts'

/** What goes on under every page of the field: it can be opened without a network, and what was saved is sent. */
export function FieldDuty({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const { language } = useSpeech()
  useEffect(() => installable(language), [language])
  useEffect(() => {
    startWorker()
    const ends = [
      // whoever signs in while something waits need not ask for it to be sent
      keepWhatIsSaid(client, wake),
      listen((news) => {
        if (news === 'session' || news === 'visits') void client.invalidateQueries({ queryKey: [news] })
        // who works here is known to the phone before the server can be asked
        void client.invalidateQueries({ queryKey: ['field', news === 'session' ? 'person' : news] })
      }),
      // after it was over for a while it may be the same session that is there again
      client.getQueryCache().subscribe(({ type, query }) => {
        if (type === 'updated' && query.queryKey[0] === 'session' && query.state.data) wake()
      }),
      beginSending(),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [client])
  return children
}
