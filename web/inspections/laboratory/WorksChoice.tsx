import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { Id } from '../../ui/Id.tsx'
import { Empty, Waiting } from '../../ui/States.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useRecordsSamplesOf } from './may-record.ts'
import { openedWorksQuery } from './queries.ts'

const mostFound = 20

/** Of which works: those whose ground has been opened, by number or title. */
export function WorksChoice({ onChoose }: { onChoose: (worksId: string) => void }) {
  const { say } = useSpeech()
  const [text, setText] = useState('')
  const query = useQuery(openedWorksQuery(text.trim()))
  const records = useRecordsSamplesOf()
  const found = query.data?.filter(records).slice(0, mostFound)
  return (
    <>
      <TextField label={say('sample.worksSearch')} value={text} longest={100} onChange={setText} />
      {found ? (
        <ul className="rows sample-choices">
          {found.map(({ id, number, title, status }) => (
            <li key={id}>
              <button type="button" className="row" onClick={() => onChoose(id)}>
                <span className="row-top">
                  <span className="tag">{say(`status.${status}`)}</span>
                  <Id>{number}</Id>
                </span>
                <strong dir="auto">{title}</strong>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Waiting query={query} />
      )}
      {found?.length === 0 ? <Empty icon="route" title={say('sample.noWorks')} /> : null}
    </>
  )
}
