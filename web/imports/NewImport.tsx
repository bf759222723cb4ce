import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ImportJob, ImportKind } from '../../server/imports/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Failure } from '../ui/States.tsx'
import { kindsFor } from './by-office.ts'

/** What the file holds, and the file itself; it may be dropped. */
export function NewImport({ onBegun }: { onBegun: (id: string) => void }) {
  const { say } = useSpeech()
  const client = useQueryClient()
  const kinds = kindsFor(useUser())
  const [kind, setKind] = useState<ImportKind>('works')
  const [over, setOver] = useState(false)
  const id = useId()
  const begin = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.set('kind', kind)
      form.set('file', file)
      return answered(write<ImportJob>('POST', '/api/imports', form))
    },
    onSuccess: (job) => {
      void client.invalidateQueries({ queryKey: ['imports'] })
      onBegun(job.id)
    },
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !begin.isPending) begin.mutate(file)
  }
  return (
    <div className="new-import">
      <Segmented
        label={say('import.what')}
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: say(`import.kind.${value}`) }))}
      />
      {kinds.includes('streets') ? null : <p>{say('import.ownOnly')}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its twin, the file field within */}
      <div
        className="drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        <Icon name="upload" size={30} />
        <label htmlFor={id} className="button primary">
          {begin.isPending ? say('import.sending') : say('import.choose')}
        </label>
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept=".geojson,.json,.csv,.tsv,application/geo+json,application/json,text/csv"
          disabled={begin.isPending}
          onChange={(event) => {
            take(event.target.files)
            // the same file again, once it is mended
            event.target.value = ''
          }}
        />
        <p>{say('import.formats')}</p>
      </div>
      {begin.isError ? <Failure problem={begin.error} /> : null}
    </div>
  )
}
