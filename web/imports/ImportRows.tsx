import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ImportJob, type ImportRow, type Verdict, verdicts } from '../../server/imports/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { MoreButton } from '../ui/MoreButton.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { useOpenWorks } from '../works/open.ts'
import { importRowsQuery } from './queries.ts'

/** The verdict on each row, with its reasons; counted, and filtered by a press on the count. */
export function ImportRows({ job }: { job: ImportJob }) {
  const { language, say } = useSpeech()
  const [verdict, setVerdict] = useState<Verdict>()
  const query = useInfiniteQuery(importRowsQuery(job, verdict, language))
  const rows = query.data?.pages.flatMap(({ items }) => items)
  return (
    <section className="import-rows" aria-label={say('import.verdicts')}>
      <div className="verdict-counts">
        {verdicts.map((each) => (
          <button
            key={each}
            type="button"
            data-verdict={each}
            aria-pressed={verdict === each}
            onClick={() => setVerdict(verdict === each ? undefined : each)}
          >
            <b>{number(job.counts[each], language)}</b>
            {say(`import.verdict.${each}`)}
          </button>
        ))}
      </div>
      {rows ? (
        <table aria-busy={query.isPlaceholderData}>
          <thead>
            <tr>
              <th>{say('import.row')}</th>
              <th>{say('import.verdictOne')}</th>
              <th>{say('import.rowTitle')}</th>
            </tr>
          </thead>
          <tbody data-testid="import-rows">
            {rows.map((row) => (
              <VerdictRow key={row.place} row={row} linked={job.kind === 'works'} />
            ))}
          </tbody>
        </table>
      ) : (
        <Waiting query={query} />
      )}
      {rows && query.isError ? <Failure problem={query.error} /> : null}
      <MoreButton query={query} />
    </section>
  )
}

function VerdictRow({ row, linked }: { row: ImportRow; linked: boolean }) {
  const { language, say } = useSpeech()
  const open = useOpenWorks()
  const { stored } = row
  return (
    <tr>
      <td>{number(row.place, language)}</td>
      <td>
        {row.verdict ? (
          <span className="tag" data-verdict={row.verdict}>
            {say(`import.verdict.${row.verdict}`)}
          </span>
        ) : (
          '…'
        )}
      </td>
      <td>
        {stored && linked ? (
          <button type="button" className="link" onClick={() => open(stored.id)}>
            {row.title ?? stored.number}
          </button>
        ) : (
          <bdi>{row.title ?? row.sourceId ?? '—'}</bdi>
        )}
        {row.reasons.map((reason) => (
          <small key={reason.code + reason.member}>
            <DaysInText text={reason.message} /> <bdi dir="ltr">{reason.member}</bdi>
          </small>
        ))}
      </td>
    </tr>
  )
}
