import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reinstatement } from '../../server/inspections/reinstatement/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Waiting } from '../ui/States.tsx'
import { versionsQuery } from './queries.ts'

/** What a record said before it was corrected, the last first; read when somebody asks for it. */
export function EarlierVersions({ record }: { record: Reinstatement }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const [isOpen, setOpen] = useState(false)
  const query = useQuery({ ...versionsQuery(record), enabled: isOpen })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('record.earlier', { count: record.version - 1 })}</summary>
      {query.data ? (
        <ol className="record-earlier" data-testid="earlier-versions">
          {query.data.items.slice(1).map((one) => (
            <li key={one.version}>
              <b>{say('record.version', { version: number(one.version, language) })}</b> · {moment(one.recordedAt)}
              {one.by ? ` · ${name(one.by)}` : ''}
              <br />
              {[
                say('unit.squareMetres', { value: number(one.areaSquareMetres, language, 1) }),
                say('unit.metres', { value: number(one.lengthMetres, language, 1) }),
                say('works.depth', { value: number(one.depthMetres, language, 2) }),
                say('record.layersOf', { count: one.layers.length, shown: number(one.layers.length, language) }),
              ].join(' · ')}
            </li>
          ))}
        </ol>
      ) : isOpen ? (
        <Waiting query={query} />
      ) : null}
    </details>
  )
}
