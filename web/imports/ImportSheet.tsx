import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ImportJob } from '../../server/imports/contract.ts'
import { answered, type Problem, write } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Failure, Waiting } from '../ui/States.tsx'
import { DiscardButton } from './DiscardButton.tsx'
import { ImportRows } from './ImportRows.tsx'
import { MappingForm } from './MappingForm.tsx'
import { importQuery, isMoving } from './queries.ts'
import { useStoredNews } from './use-stored-news.ts'

/** One import: its columns, the verdicts, the commit. */
export function ImportSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { language } = useSpeech()
  const report = useQuery(importQuery(id, language))
  const job = report.data
  useStoredNews(job)
  if (!job) return <Unknown problem={report.error} waiting={<Waiting query={report} />} onClose={onClose} />
  return (
    <>
      <SheetHead job={job} onClose={onClose} />
      <div className="panel">
        {report.isError ? <Failure problem={report.error} onRetry={() => void report.refetch()} /> : null}
        {job.fault ? (
          <p className="incomplete">
            <DaysInText text={job.fault.message} />
          </p>
        ) : null}
        {isMoving(job.status) ? <ImportProgress job={job} /> : <SheetBody job={job} />}
        {job.status === 'committing' ? null : <DiscardButton job={job} onDiscarded={onClose} />}
      </div>
    </>
  )
}

/** A job that is still asked for, could not be, or is none: an address may outlive what was discarded. */
function Unknown({ problem, waiting, onClose }: { problem: Problem | null; waiting: ReactNode; onClose: () => void }) {
  const { say } = useSpeech()
  const isGone = problem?.status === 404 || problem?.status === 400
  return (
    <>
      <header className="listing-head">
        <BackButton onClose={onClose} />
        <h1>{say('import.title')}</h1>
      </header>
      <div className="panel">{isGone ? <Empty icon="upload" title={say('import.gone')} /> : waiting}</div>
    </>
  )
}

/** What can be done with a job that waits for somebody, and the verdicts where there are any. */
function SheetBody({ job }: { job: ImportJob }) {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  const [changing, setChanging] = useState(false)
  const { status } = job
  const again = () => {
    setChanging(false)
    void client.invalidateQueries({ queryKey: ['imports'] })
  }
  if (status === 'refused') return null
  // Columns are known once the whole file has been read.
  if (status === 'interrupted' && !job.proposedMapping) return <p className="incomplete">{say('import.readAgain')}</p>
  if (changing || status === 'needs_mapping' || status === 'interrupted') return <MappingForm job={job} onSet={again} />
  return (
    <>
      {status === 'checked' ? <CommitButtons job={job} onChange={() => setChanging(true)} /> : null}
      {status === 'committed' ? (
        <p className="clear">
          {say('import.stored', { count: job.stored ?? 0, shown: number(job.stored ?? 0, language) })}
        </p>
      ) : null}
      <ImportRows job={job} />
    </>
  )
}

function CommitButtons({ job, onChange }: { job: ImportJob; onChange: () => void }) {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  const commit = useMutation({
    mutationFn: () => answered(write<ImportJob>('POST', `/api/imports/${job.id}/commit`)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['imports'] }),
  })
  const good = job.counts.ok + job.counts.warning
  return (
    <>
      {commit.isError ? <Failure problem={commit.error} /> : null}
      <div className="buttons">
        <button
          type="button"
          className="button primary"
          disabled={commit.isPending || good === 0}
          onClick={() => commit.mutate()}
        >
          <Icon name="check" />
          {say('import.commit', { count: good, shown: number(good, language) })}
        </button>
        <button type="button" className="button" onClick={onChange}>
          {say('import.changeMapping')}
        </button>
      </div>
    </>
  )
}

function SheetHead({ job, onClose }: { job: ImportJob; onClose: () => void }) {
  const { language, say } = useSpeech()
  return (
    <header className="listing-head">
      <BackButton onClose={onClose} />
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

function BackButton({ onClose }: { onClose: () => void }) {
  const { say } = useSpeech()
  return (
    <button type="button" className="quiet" aria-label={say('import.back')} onClick={onClose}>
      <Icon name="back" mirror />
    </button>
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
