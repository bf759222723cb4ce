import type { ResultsFileReport } from '../../../server/inspections/laboratory/contract.ts'
import { number, sentenceDigits } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { SampleStateTag } from './SampleStateTag.tsx'

/** The verdict on each row of a file, with its reasons. */
export function FileRows({ rows }: { rows: ResultsFileReport['rows'] }) {
  const { language, say } = useSpeech()
  return (
    <table>
      <thead>
        <tr>
          <th>{say('sample.fileLine')}</th>
          <th>{say('sample.one')}</th>
          <th>{say('sample.fileVerdict')}</th>
        </tr>
      </thead>
      <tbody data-testid="file-rows">
        {rows.map((row) => (
          <tr key={row.line}>
            <td>{number(row.line, language)}</td>
            <td>
              <bdi dir="ltr">{row.sample || '—'}</bdi>
            </td>
            <td>
              <span className="tag" data-tone={row.verdict === 'refused' ? 'blocking' : 'info'}>
                {say(`sample.verdict.${row.verdict}`)}
              </span>{' '}
              {row.outcome ? <SampleStateTag state={row.outcome} /> : null}
              {row.reasons.map(({ code, message }) => (
                <div key={code}>{sentenceDigits(message)}</div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
