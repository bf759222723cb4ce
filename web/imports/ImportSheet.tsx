import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportJob, Verdict } from '../../server/imports/contract.ts'
import { answered, write } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure, Loading } from '../ui/States.tsx'
import { ImportRows } from './ImportRows.tsx'
import { MappingForm } from './MappingForm.tsx'
import { importQuery, isMoving } from './queries.ts'

/** One import: its columns, the verdicts, the commit. */
export function ImportSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  const [verdict, setVerdict] = useState<Verdict>()
  const [mapping, setMapping] = useState(false)
  const report = useQuery(importQuery(id, verdict, language))
  const again = () => void client.invalidateQueries({ queryKey: ['imports'] })
  const commit = useMutation({
    mutationFn: () => answered(write<ImportJob>('POST', `/api/imports/${id}/commit`)),
    onSettled: again,
    onSuccess: () => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['works'] })
    },
  })
  const discard = useMutation({
    mutationFn: () => answered(write<null>('DELETE', `/api/imports/${id}`)),
    onSuccess: () => {
      again()
      onClose()
    },
  })
  if (report.isError) return <Failure problem={report.error} onRetry={() => void report.refetch()} />
  if (!report.data) return <Loading />
  const { job, rows } = report.data
  const asksMapping = job.status === 'needs_mapping' || job.status === 'interrupted' || mapping
  return (
    <>
      <SheetHead job={job} onClose={onClose} />
      <div className="panel">
        {commit.isError ? <Failure problem={commit.error} /> : null}
        {job.fault ? <p className="incomplete">{job.fault.message}</p> : null}
        {isMoving(job.status) ? <ImportProgress job={job} /> : null}
        {asksMapping && !isMoving(job.status) ? (
          <MappingForm
            job={job}
            onSet={() => {
              setMapping(false)
              again()
            }}
          />
        ) : null}
        {job.status === 'checked' && !asksMapping ? (
          <div className="buttons">
            <button
              type="button"
              className="button primary"
              disabled={commit.isPending || job.counts.ok + job.counts.warning === 0}
              onClick={() => commit.mutate()}
            >
              <Icon name="check" />
              {say('import.commit', {
                count: job.counts.ok + job.counts.warning,
                shown: number(job.counts.ok + job.counts.warning, language),
              })}
            </button>
            <button type="button" className="button" onClick={() => setMapping(true)}>
              {say('import.changeMapping')}
            </button>
            <button type="button" className="button" disabled={discard.isPending} onClick={() => discard.mutate()}>
              {say('import.discard')}
            </button>
          </div>
        ) : null}
        {job.status === 'committed' ? (
          <p className="clear">
            {say('import.stored', { count: job.stored ?? 0, shown: number(job.stored ?? 0, language) })}
          </p>
        ) : null}
        {asksMapping ? null : (
          <ImportRows
            job={job}
            rows={rows.items}
            more={rows.nextCursor !== null}
            verdict={verdict}
            onVerdict={setVerdict}
          />
        )}
      </div>
    </>
  )
}

function SheetHead({ job, onClose }: { job: ImportJob; onClose: () => void }) {
  const { language, say } = useSpeech()
  return (
    <header className="listing-head">
      <button type="button" className="quiet" aria-label={say('import.back')} onClick={onClose}>
        <Icon name="back" mirror />
      </button>
      <h1>
        <bdi>{job.fileName}</bdi>
      </h1>
      <span className="count">
        {say(`import.kind.${job.kind}`)} ·{' '}
        {say('import.rows', { count: job.total, shown: number(job.total, language) })} ·{' '}
        {say(`import.status.${job.status}`)}
      </span>
    </header>
  )
}

function ImportProgress({ job }: { job: ImportJob }) {
  const { language, say } = useSpeech()
  const known = job.status === 'checking' && job.total > 0
  return (
    <div className="progress" role="status">
      <p>
        {say(`import.status.${job.status}`)}{' '}
        {known ? `${number(job.checked, language)} / ${number(job.total, language)}` : ''}
      </p>
      <progress {...(known ? { value: job.checked, max: job.total } : {})} />
    </div>
  )
}
