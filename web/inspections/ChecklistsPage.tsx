import './checklists.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { type InspectionKind, inspectionKinds } from '../../server/inspections/checklists/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { sessionQuery, useUser } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { Waiting } from '../ui/States.tsx'
import { ChecklistEditor } from './ChecklistEditor.tsx'
import { ChecklistShown } from './ChecklistShown.tsx'
import { checklistQuery } from './queries.ts'

/** What visits ask, kind by kind: read by all who are inspected or inspect, edited by the office of all ground. */
export default function ChecklistsPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const { tab } = useAddress()
  const kind = inspectionKinds.find((each) => each === tab) ?? 'site_safety'
  if (roleMay(session.data?.user.role ?? null, 'works.read')) return <OneKind key={kind} kind={kind} />
  return (
    <section className="listing" aria-label={say('nav.checklists')}>
      {session.isSuccess || session.isError ? (
        <SignInHint>{say('checklist.signIn')}</SignInHint>
      ) : (
        <Waiting query={session} />
      )}
    </section>
  )
}

function OneKind({ kind }: { kind: InspectionKind }) {
  const { language, say } = useSpeech()
  const change = useChangeAddress()
  const query = useQuery(checklistQuery(kind))
  const [asked, setAsked] = useState<number | null>(null)
  const [edited, setEdited] = useState<number | null>(null)
  const [current] = query.data ?? []
  const shown = query.data?.find(({ version }) => version === asked) ?? current
  const count = shown?.items.length ?? 0
  return (
    <section className="listing checklists" aria-label={say('nav.checklists')}>
      <header className="listing-head">
        <h1>{say('nav.checklists')}</h1>
        <span className="count" role="status">
          {shown ? say('checklist.count', { count, shown: number(count, language) }) : ''}
        </span>
      </header>
      <div className="filters">
        <Segmented
          label={say('checklist.kind')}
          value={kind}
          onChange={(next) => change({ tab: next })}
          options={inspectionKinds.map((value) => ({ value, label: say(`checklist.kind.${value}`) }))}
        />
      </div>
      {shown && current ? null : <Waiting query={query} />}
      {shown && current && edited === null ? (
        <>
          <ReadingBar
            versions={query.data?.map(({ version }) => version) ?? []}
            shown={shown.version}
            onShow={setAsked}
            onEdit={() => setEdited(current.version)}
          />
          <ChecklistShown checklist={shown} isCurrent={shown === current} />
        </>
      ) : null}
      {current && edited !== null ? (
        <ChecklistEditor
          key={edited}
          checklist={current}
          seen={edited}
          onReload={() => setEdited(current.version)}
          onDone={() => {
            setAsked(null)
            setEdited(null)
          }}
        />
      ) : null}
    </section>
  )
}

interface ReadingBarProps {
  versions: readonly number[]
  shown: number
  onShow: (version: number) => void
  onEdit: () => void
}

function ReadingBar({ versions, shown, onShow, onEdit }: ReadingBarProps) {
  const { language, say } = useSpeech()
  const user = useUser()
  const mayEdit = user?.everywhere === true && roleMay(user.role, 'checklists.publish')
  const isCurrent = shown === versions[0]
  const words = (version: number) => {
    const named = say('checklist.version', { version: number(version, language) })
    return version === versions[0] ? `${named} · ${say('checklist.current')}` : named
  }
  return (
    <div className="checklist-bar">
      <Select
        label={say('checklist.versions')}
        value={String(shown)}
        options={versions.map((version) => ({ value: String(version), label: words(version) }))}
        onChange={(next) => onShow(Number(next))}
      />
      {mayEdit && isCurrent ? (
        <button type="button" className="button primary" onClick={onEdit}>
          {say('checklist.edit')}
        </button>
      ) : null}
    </div>
  )
}
