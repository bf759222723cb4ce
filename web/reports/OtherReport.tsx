import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { Report } from '../../server/reports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { nearbyQuery } from './dealing.ts'

interface OtherReportProps {
  report: Report
  of: string
  error: string | undefined
  onOf: (of: string) => void
}

/** The number of another report: typed, or one of those close by. */
export function OtherReport({ report, of, error, onOf }: OtherReportProps) {
  const { say } = useSpeech()
  const id = useId()
  const near = useQuery(nearbyQuery(report)).data ?? []
  return (
    <div className="text-field" data-wrong={Boolean(error) || undefined}>
      <label htmlFor={id}>{say('report.of')}</label>
      <input
        id={id}
        dir="ltr"
        list={`${id}-near`}
        value={of}
        maxLength={30}
        aria-invalid={Boolean(error)}
        aria-describedby={`${id}-note`}
        onChange={(event) => onOf(event.target.value)}
      />
      <datalist id={`${id}-near`}>
        {near.map(({ number }) => (
          <option key={number} value={number} />
        ))}
      </datalist>
      <small id={`${id}-note`} role={error ? 'alert' : undefined}>
        {error ?? say('report.ofNote')}
      </small>
    </div>
  )
}
