import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import type { ReadConnections } from '../../server/works/connections/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { answered, type Problem } from '../api.ts'
import { number, sentenceDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { faultAt } from '../ui/fault.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { type DraftConnection, draftOfRow } from './draft.ts'
import { readList } from './queries.ts'

const longest = 500_000

/** A list that is pasted or read from a file: every row is judged, and all of them are taken or none. */
export function PasteList({ works, onRows }: { works: Works; onRows: (rows: DraftConnection[]) => void }) {
  const { say } = useSpeech()
  const id = useId()
  const [text, setText] = useState('')
  const [isForeign, setForeign] = useState(false)
  const reading = useMutation<ReadConnections, Problem, string>({
    mutationFn: (given) => answered(readList(works.id, given)),
    onSuccess: ({ rows }) => {
      const taken = rows.map((row) => draftOfRow(uuidv7(), row))
      if (!taken.every((one) => one !== null)) return
      setText('')
      onRows(taken)
    },
  })
  const take = (given: string) => {
    reading.reset()
    setText(given)
  }
  const open = async (file: File | undefined) => {
    if (!file) return
    const content = await file.text().catch(() => null)
    const isReadable = content !== null && content.length <= longest && !content.includes('\uFFFD')
    setForeign(!isReadable)
    if (isReadable) take(content)
  }
  const faulty = reading.data?.rows.filter(({ faults }) => faults.length > 0) ?? []
  const textFault = faultAt(reading.error, 'text')
  return (
    <div className="paste-list">
      <TextArea
        label={say('connection.list')}
        note={say('connection.listNote')}
        error={textFault}
        rows={6}
        longest={longest}
        value={text}
        onChange={take}
      />
      {isForeign ? (
        <p className="missing" role="alert">
          {say('connection.fileForeign')}
        </p>
      ) : null}
      <div className="buttons wrapping">
        <button
          type="button"
          className="button"
          disabled={text.trim() === '' || reading.isPending}
          onClick={() => reading.mutate(text)}
        >
          {say('connection.read')}
        </button>
        <label htmlFor={id} className="button">
          <Icon name="upload" size={16} />
          {say('connection.file')}
          <input
            id={id}
            className="visually-hidden"
            type="file"
            accept=".csv,.tsv,.geojson,.json"
            onChange={(event) => {
              void open(event.target.files?.[0])
              // the same file again, once it is mended
              event.target.value = ''
            }}
          />
        </label>
      </div>
      {reading.error && !textFault ? <Failure problem={reading.error} /> : null}
      {faulty.length > 0 ? <FaultyRows rows={faulty} all={reading.data?.rows.length ?? 0} /> : null}
    </div>
  )
}

function FaultyRows({ rows, all }: { rows: ReadConnections['rows']; all: number }) {
  const { language, say } = useSpeech()
  return (
    <div role="alert" className="faulty-rows" data-testid="faulty-rows">
      <p className="missing">{say('connection.faulty', { count: rows.length, all: number(all, language) })}</p>
      <ul>
        {rows.map(({ row, label, faults }) => (
          <li key={row}>
            <strong>
              {say('connection.row', { number: number(row, language) })} {label ? <bdi>{label}</bdi> : null}
            </strong>{' '}
            {faults.map(({ message }) => sentenceDigits(message)).join(' ')}
          </li>
        ))}
      </ul>
    </div>
  )
}
