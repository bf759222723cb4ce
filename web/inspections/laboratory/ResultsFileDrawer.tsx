import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { longestFile, type ResultsFileReport, rowVerdicts } from '../../../server/inspections/laboratory/contract.ts'
import { answered, write } from '../../api.ts'
import { number } from '../../i18n/format.ts'
import { type MessageId, useSpeech } from '../../i18n/language.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { faultAt } from '../../ui/fault.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/States.tsx'
import { FileRows } from './FileRows.tsx'
import { useSamplesChanged } from './queries.ts'
import { readText } from './read-text.ts'

function faultOfText(csv: string): MessageId | null {
  if (csv.trim() === '') return 'sample.fileEmpty'
  return csv.length > longestFile ? 'sample.fileTooLong' : null
}

interface Chosen {
  name: string
  csv: string
}

/** A file of results: its template, what would become of each row, and only then what is stored. */
export function ResultsFileDrawer({ onClose }: { onClose: () => void }) {
  const { language, say } = useSpeech()
  const changed = useSamplesChanged()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const send = useMutation({
    mutationFn: ({ csv, dryRun }: { csv: string; dryRun: boolean }) =>
      answered(write<ResultsFileReport>('POST', '/api/sample-results', { csv, dryRun })),
    onSuccess: (told) => {
      setReport(told)
      return told.stored ? changed() : undefined
    },
  })
  // stays where storing fails: what was looked at is still to be stored
  const [report, setReport] = useState<ResultsFileReport | null>(null)
  const [fault, setFault] = useState<MessageId | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    send.reset()
    setReport(null)
    const csv = readText(await file.arrayBuffer())
    const fault = csv === null ? 'sample.fileNoText' : faultOfText(csv)
    setFault(fault)
    if (fault || csv === null) return
    setChosen({ name: file.name, csv })
    send.mutate({ csv, dryRun: true })
  }
  // what is wrong with the file as a whole is said of the file, and not of a member of a request
  const ofFile = faultAt(send.error, 'csv')
  const good = report?.rows.filter(({ verdict }) => verdict === 'result' || verdict === 'correction').length ?? 0
  return (
    <Drawer title={say('sample.file')} subtitle={say('sample.fileHow')} opens="full" onClose={onClose}>
      <div className="sample-file">
        <ChooseFile isBusy={send.isPending} onFile={(file) => void take(file)} />
        {fault || ofFile ? (
          <p className="missing" role="alert">
            {fault ? say(fault) : ofFile}
          </p>
        ) : null}
        {send.isError && !ofFile ? <Failure problem={send.error} /> : null}
        {report && chosen ? (
          <>
            <h2 dir="auto">{chosen.name}</h2>
            <Counts report={report} />
            {report.stored ? (
              <p className="sample-stored" role="status">
                <Icon name="check" /> {say('sample.fileStored', { count: good, shown: number(good, language) })}
              </p>
            ) : (
              <button
                type="button"
                className="button primary"
                disabled={good === 0 || send.isPending}
                onClick={() => send.mutate({ csv: chosen.csv, dryRun: false })}
              >
                {say('sample.fileStore', { count: good, shown: number(good, language) })}
              </button>
            )}
            <FileRows rows={report.rows} />
          </>
        ) : null}
      </div>
    </Drawer>
  )
}

function ChooseFile({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File | undefined) => void }) {
  const { language, say } = useSpeech()
  const id = useId()
  return (
    <div className="buttons wrapping">
      <a className="button" href={`/api/sample-results/template.csv?lang=${language}`} download="sample-results.csv">
        <Icon name="download" />
        {say('sample.template')}
      </a>
      <label htmlFor={id} className="button primary">
        <Icon name="upload" />
        {say(isBusy ? 'sample.fileSending' : 'sample.fileChoose')}
      </label>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept=".csv,text/csv"
        disabled={isBusy}
        onChange={(event) => {
          onFile(event.target.files?.[0])
          // the same file again, once it is mended
          event.target.value = ''
        }}
      />
    </div>
  )
}

function Counts({ report }: { report: ResultsFileReport }) {
  const { language, say } = useSpeech()
  const counted = rowVerdicts
    .map((verdict) => ({ verdict, count: report.rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
  return (
    <p role="status">
      {counted
        .map(({ verdict, count }) => `${say(`sample.verdict.${verdict}`)}: ${number(count, language)}`)
        .join(' · ')}
    </p>
  )
}
