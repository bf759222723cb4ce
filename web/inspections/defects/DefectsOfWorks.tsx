import './defects.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleMay } from '../../../server/access/rules.ts'
import { isDug } from '../../../server/inspections/defects/rules.ts'
import type { Works } from '../../../server/works/contract.ts'
import { useUser } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useDecidesOn } from '../../works/ours.ts'
import { DefectRow } from './DefectRow.tsx'
import { useOpenDefect } from './open.ts'
import { defectsOfQuery } from './queries.ts'
import { RecordDefect } from './RecordDefect.tsx'

/** The defects of a works, for whoever may see them; the office records others. Nothing where there is neither. */
export default function DefectsOfWorks({ works }: { works: Works }) {
  const { say } = useSpeech()
  const user = useUser()
  const open = useOpenDefect()
  const decides = useDecidesOn()
  const { id } = works
  const [isRecording, setRecording] = useState(false)
  const query = useQuery({ ...defectsOfQuery(id), enabled: user !== null && roleMay(user.role, 'inspections.read') })
  const defects = query.data ?? []
  // on ground of another office it is that office's to record
  const mayRecord = decides(works) && isDug(works)
  if (defects.length === 0 && !mayRecord) return null
  return (
    <>
      <h2>{say('nav.defects')}</h2>
      {defects.length > 0 ? (
        <ul className="rows defects-of-works">
          {defects.map((defect) => (
            <DefectRow key={defect.id} defect={defect} isSelected={false} onOpen={() => open(defect.id)} />
          ))}
        </ul>
      ) : null}
      {isRecording ? <RecordDefect worksId={id} onDone={() => setRecording(false)} /> : null}
      {mayRecord && !isRecording ? (
        <button type="button" className="button" onClick={() => setRecording(true)}>
          {say('defect.record')}
        </button>
      ) : null}
    </>
  )
}
