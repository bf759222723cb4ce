import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImportJob } from '../../server/imports/contract.ts'
import { answered, write } from '../api.ts'
import { type MessageId, useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { isMoving } from './queries.ts'

function wordsOf({ status }: ImportJob): MessageId {
  if (status === 'committed') return 'import.forget'
  return isMoving(status) ? 'import.stop' : 'import.discard'
}

/** Ends an import however far it is; only while its rows are being stored can it not be ended. */
export function DiscardButton({ job, onDiscarded }: { job: ImportJob; onDiscarded: () => void }) {
  const { say } = useSpeech()
  const client = useQueryClient()
  const discard = useMutation({
    mutationFn: () => answered(write<null>('DELETE', `/api/imports/${job.id}`)),
    onSuccess: () => {
      onDiscarded()
      client.removeQueries({ queryKey: ['imports', 'one', job.id] })
      void client.invalidateQueries({ queryKey: ['imports', 'list'] })
    },
  })
  return (
    <div className="discard">
      {discard.isError ? <Failure problem={discard.error} /> : null}
      <button type="button" className="button" disabled={discard.isPending} onClick={() => discard.mutate()}>
        {say(wordsOf(job))}
      </button>
      {job.status === 'committed' ? <p className="form-note">{say('import.forgetDetail')}</p> : null}
    </div>
  )
}
