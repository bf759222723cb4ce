import { useQuery } from '@tanstack/react-query'
import { useAddress, useChangeAddress } from '../address.ts'
import { readyQuery } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Waiting } from '../ui/States.tsx'
import { ConstraintDrawer } from './ConstraintDrawer.tsx'
import { ProtectionDrawer } from './ProtectionDrawer.tsx'
import { constraintsQuery, protectionsQuery } from './queries.ts'
import { RestrictionSheet } from './RestrictionSheet.tsx'
import { RestrictionsList } from './RestrictionsList.tsx'

/** Ground that is protected or restricted, on the map and as a list, written by the office. */
export default function RestrictionsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="restrictions.write"
      title={say('office.restrictions')}
      icon="shield"
      signInFirst={say('restrictions.signInFirst')}
      notYours={say('restrictions.notYours')}
    >
      <Restrictions />
    </PageFor>
  )
}

function Restrictions() {
  const { sel, tab, view = 'split' } = useAddress()
  const ready = useQuery(readyQuery)
  if (!ready.data) return <Waiting query={ready} />
  const { today } = ready.data
  const kind = tab === 'protected' ? 'protected' : 'constraints'
  return (
    <>
      {sel ? <Opened key={`${kind} ${sel}`} kind={kind} sel={sel} today={today} /> : null}
      {view === 'map' ? null : (
        <RestrictionsList kind={kind} today={today} isBeneath={view === 'split' && Boolean(sel)} />
      )}
    </>
  )
}

/** What is open in the drawer: a form on the office's own ground, else a sheet to read. */
function Opened({ kind, sel, today }: { kind: 'constraints' | 'protected'; sel: string; today: string }) {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const constraints = useQuery({ ...constraintsQuery, enabled: kind === 'constraints' })
  const protections = useQuery({ ...protectionsQuery, enabled: kind === 'protected' })
  const close = () => change({ sel: undefined })
  const isNew = sel === 'new'
  if (kind === 'protected') {
    const surface = protections.data?.find(({ id }) => id === sel) ?? null
    if (isNew || surface?.mayChange) return <ProtectionDrawer surface={surface} today={today} onClose={close} />
    if (surface) return <RestrictionSheet shown={surface} onClose={close} />
  } else {
    const area = constraints.data?.find(({ id }) => id === sel) ?? null
    if (isNew || area?.mayChange) return <ConstraintDrawer area={area} today={today} onClose={close} />
    if (area) return <RestrictionSheet shown={area} onClose={close} />
  }
  const query = kind === 'protected' ? protections : constraints
  return (
    <Drawer title={say('office.restrictions')} onClose={close}>
      {query.isSuccess ? <p className="missing">{say('restrictions.gone')}</p> : <Waiting query={query} />}
    </Drawer>
  )
}
