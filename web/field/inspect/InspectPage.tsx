import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { type InspectionKind, inspectionKinds } from '../../../server/inspections/checklists/contract.ts'
import { whyNotInspect } from '../../../server/inspections/rules.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import type { Problem } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Empty, Failure, Loading } from '../../ui/States.tsx'
import { FieldPage } from '../FieldPage.tsx'
import type { FieldUser } from '../offline/contract.ts'
import { readSaved } from '../outbox/save.ts'
import { draftAgain, filesAgain } from './again.ts'
import { begun } from './draft.ts'
import type { ReadDraft } from './drafts.ts'
import { Inspecting } from './Inspecting.tsx'
import { SignedBefore } from './SignedBefore.tsx'
import { draftKey, type Sheet } from './sheet.ts'
import { useHeld } from './use-held.ts'
import { useKeptDraft } from './use-kept-draft.ts'
import { useSheet } from './use-sheet.ts'
import { useRecords, useSigned } from './use-signed.ts'

/** A visit is made: by its checklist, with photos and places, signed at the end; with or without a network. */
export default function InspectPage() {
  const { say } = useSpeech()
  return (
    <FieldPage title={say('inspect.title')} back={{ to: '/field', label: say('field.today') }}>
      {(user) => <Errand user={user} />}
    </FieldPage>
  )
}

/** What is to be inspected: the draft that was left on this phone, else a new one. */
function Errand({ user }: { user: FieldUser }) {
  const { sel } = useAddress()
  // what one has in hand is never another's, who may sign in while this page stands open
  return sel ? <Correcting key={`${user.id} ${sel}`} id={sel} user={user} /> : <Planned key={user.id} user={user} />
}

/** What was signed and was not taken, from the outbox: it is corrected and signed again. */
function Correcting({ id, user }: { id: string; user: FieldUser }) {
  const { say } = useSpeech()
  const query = useQuery({
    queryKey: ['field', 'saved', user.id, id],
    queryFn: () => readSaved(id, user.id),
    gcTime: 0,
    // once it is signed again it leaves the outbox under this page
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [saved, setSaved] = useState<typeof query.data>()
  if (saved === undefined && query.data !== undefined) setSaved(query.data)
  const { inspection, photos } = saved ?? {}
  // once its record has arrived there is nothing to correct
  const isGone = saved === null || inspection === null
  const { kept, isUnreadable, lookAgain } = useKeptDraft(id, user.id)
  const asked = inspection && { visit: inspection.visitId, works: inspection.worksId, kind: inspection.kind }
  const sheet = useSheet(asked ?? null, kept === null)
  const held = useHeld(sheet.data, id)
  const records = useRecords(user.id, id)
  const record = records?.find((each) => each.id === id)
  // it was corrected and signed again meanwhile
  if (record && record.state !== 'needs_you' && kept === null) return <SignedBefore record={record} />
  if (query.isError || isGone) return <Empty icon="search" title={say('inspect.nothingAsked')} />
  if (isUnreadable) return <Unreadable onRetry={lookAgain} />
  if (!inspection || !photos || !records || kept === undefined) return <Loading />
  if (kept) {
    // the draft has only files that were added to it
    const again = { ...kept, files: filesAgain(photos, kept.files) }
    return <Begun draftKey={id} user={user} sheet={kept.sheet} kept={again} />
  }
  if (held) {
    const first = { draft: draftAgain(inspection, held), files: filesAgain(photos), sheet: held, edition: null }
    return <Begun draftKey={id} user={user} sheet={held} kept={first} />
  }
  if (sheet.isError) return <NotHere problem={sheet.error} onRetry={() => void sheet.refetch()} />
  return <Loading />
}

function Planned({ user }: { user: FieldUser }) {
  const { say } = useSpeech()
  const { visit, works, kind: given } = useAddress()
  const kind = inspectionKinds.find((each) => each === given)
  const key = draftKey({ visit, works, ...(kind ? { kind } : {}) })
  const { kept, isUnreadable, lookAgain } = useKeptDraft(key, user.id)
  const { before, isAnother, another } = useSigned({ key, isPlanned: visit !== undefined, userId: user.id })
  const isNew = kept === null && (before === null || isAnother)
  const sheet = useSheet(works && kind ? { visit, works, kind } : null, isNew)
  const held = useHeld(sheet.data, key)
  if (works && !kind) return <KindChoice />
  if (key === null) return <Empty icon="search" title={say('inspect.nothingAsked')} />
  if (isUnreadable) return <Unreadable onRetry={lookAgain} />
  if (kept === undefined || before === undefined) return <Loading />
  // its draft may lie here still, where it could not be let go
  if (before && !isAnother && (kept === null || kept.draft.id === before.inspectionId))
    return <SignedBefore record={before} onAnother={() => void another().then(lookAgain)} />
  if (kept) return <Begun key={key} draftKey={key} user={user} sheet={kept.sheet} kept={kept} />
  const why = kind && held ? whyNotInspect(kind, held.works) : null
  if (why) return <NothingOfIt why={why} />
  // the visit was made by the one that was signed: another answers none
  const begins = held && isAnother ? { ...held, visit: null } : held
  if (begins) return <Begun key={key} draftKey={key} user={user} sheet={begins} kept={null} />
  if (sheet.isError) return <NotHere problem={sheet.error} onRetry={() => void sheet.refetch()} />
  return <Loading />
}

const whys = {
  no_permit: 'inspect.noPermit',
  over: 'inspect.over',
  no_guarantee: 'inspect.noGuarantee',
  cleared: 'inspect.cleared',
} as const

/** There is nothing of the kind to be inspected, not yet or no more; that something is wrong all the same is investigated. */
function NothingOfIt({ why }: { why: keyof typeof whys }) {
  const { say } = useSpeech()
  const change = useChangeAddress()
  return (
    <Empty icon="search" title={say(whys[why])}>
      <p>{say(`${whys[why]}Detail`)}</p>
      <button
        type="button"
        className="button primary"
        onClick={() => void change({ kind: 'investigation', visit: undefined }, { replace: true })}
      >
        {say('inspect.investigate')}
      </button>
    </Empty>
  )
}

/** What was begun may lie here all the same: nothing new is begun over it. */
function Unreadable({ onRetry }: { onRetry: () => void }) {
  const { say } = useSpeech()
  return (
    <Empty icon="warning" title={say('inspect.draftUnreadable')}>
      <p>{say('inspect.draftUnreadableDetail')}</p>
      <button type="button" className="button primary" onClick={onRetry}>
        {say('state.retry')}
      </button>
    </Empty>
  )
}

/** Neither the service nor the phone knows the works. */
function NotHere({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { say } = useSpeech()
  if (problem.status !== 0) return <Failure problem={problem} onRetry={onRetry} />
  return (
    <Empty icon="download" title={say('inspect.notAlong')}>
      <p>{say('inspect.notAlongDetail')}</p>
    </Empty>
  )
}

interface BegunProps {
  draftKey: string
  user: FieldUser
  sheet: Sheet
  kept: ReadDraft | null
}

function Begun({ draftKey: key, user, sheet, kept }: BegunProps) {
  const { name } = useSpeech()
  const [origin] = useState(() => ({ key, userId: user.id, sheet, first: kept ?? firstOf(sheet, name(user.name)) }))
  return <Inspecting origin={origin} isResumed={kept !== null} />
}

function firstOf({ works, visit, checklist }: Sheet, signedAs: string) {
  const draft = begun({
    id: uuidv7(),
    worksId: works.id,
    worksVersion: works.version,
    visitId: visit?.id ?? null,
    kind: checklist.kind,
    checklistVersion: checklist.version,
    startedAt: new Date().toISOString(),
    signedAs,
  })
  return { draft, files: new Map<string, Blob>(), edition: null }
}

/** Nobody planned this visit: what is it for? */
function KindChoice() {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const choose = (kind: InspectionKind) => void change({ kind }, { replace: true })
  return (
    <section className="field-card" aria-label={say('inspect.whichKind')}>
      <h2>{say('inspect.whichKind')}</h2>
      {inspectionKinds.map((kind) => (
        <button key={kind} type="button" className="button wide" onClick={() => choose(kind)}>
          {say(`inspection.kind.${kind}`)}
        </button>
      ))}
    </section>
  )
}
