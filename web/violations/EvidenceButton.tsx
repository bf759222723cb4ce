import { useId } from 'react'
import type { Violation } from '../../server/inspections/violations/contract.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useDeed } from '../permits/use-deed.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'

/** The office adds a photo of what was seen. */
export function EvidenceButton({ id }: { id: string }) {
  const { say } = useSpeech()
  const field = useId()
  const sending = useDeed((photo: File) => {
    const form = new FormData()
    form.set('photo', photo)
    return write<Violation>('POST', `/api/violations/${id}/photos`, form)
  })
  return (
    <>
      <label className="button evidence" htmlFor={field} aria-busy={sending.isPending || undefined}>
        <Icon name="camera" size={16} />
        {say('violation.addPhoto')}
        <input
          id={field}
          className="visually-hidden"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          disabled={sending.isPending}
          onChange={(event) => {
            const photo = event.target.files?.[0]
            if (photo) sending.mutate(photo)
            event.target.value = ''
          }}
        />
      </label>
      {sending.error ? <Failure problem={sending.error} /> : null}
    </>
  )
}
