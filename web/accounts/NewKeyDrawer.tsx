import { type FormEvent, useState } from 'react'
import type { KeyScope } from '../../server/accounts/contract.ts'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { beyond, faultAt } from '../ui/fault.ts'
import { Select } from '../ui/Select.tsx'
import { Failure } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { expiryOf, type Lasting, lasting } from './key-state.ts'
import { type MadeKey, MadeKeyShown } from './MadeKeyShown.tsx'
import { useManaged } from './managed.ts'
import { useMakeKey } from './queries.ts'
import { ScopeBoxes, scopesOf } from './ScopeBoxes.tsx'

const shortestName = 3

/** Makes a key; then shows its token, this once. */
export function NewKeyDrawer({ onClose }: { onClose: () => void }) {
  const { say } = useSpeech()
  const [made, setMade] = useState<MadeKey>()
  const title = say(made ? 'key.made' : 'key.make')
  return (
    <Drawer subject={title} title={title} onClose={onClose}>
      {made ? <MadeKeyShown made={made} onAnother={() => setMade(undefined)} /> : <KeyForm onMade={setMade} />}
    </Drawer>
  )
}

function KeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const { say, name: inWords } = useSpeech()
  const user = useUser()
  const managed = useManaged()
  const { byId } = useAgencies()
  const [name, setName] = useState('')
  const [agencyId, setAgencyId] = useState(user?.everywhere ? '' : (user?.agencyId ?? ''))
  const [ticked, setTicked] = useState<KeyScope[]>([])
  const [days, setDays] = useState<Lasting>('365')
  const [tried, setTried] = useState(false)
  const make = useMakeKey()
  const kind = byId.get(agencyId)?.kind
  const offered = kind ? scopesOf(kind) : []
  const scopes = ticked.filter((scope) => offered.includes(scope))
  const isNamed = name.trim().length >= shortestName
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isNamed || !kind || scopes.length === 0) return
    const given = { name: name.trim(), agencyId, scopes, expiresAt: expiryOf(days, new Date()) }
    make.mutate(given, { onSuccess: onMade })
  }
  const failure = beyond(make.error, ['name', 'scopes'])
  const unscoped = tried && scopes.length === 0 ? say('key.scopesNeeded') : undefined
  return (
    <form className="form" noValidate onSubmit={submit}>
      <p className="form-note">{say('key.makeHow')}</p>
      {failure ? <Failure problem={failure} /> : null}
      <TextField
        label={say('key.name')}
        note={say('key.nameNote')}
        longest={100}
        value={name}
        error={tried && !isNamed ? say('key.nameShort') : faultAt(make.error, 'name')}
        onChange={setName}
      />
      <Select
        label={say('account.agency')}
        value={agencyId}
        onChange={setAgencyId}
        options={[
          ...(agencyId ? [] : [{ value: '', label: say('account.chooseAgency') }]),
          ...managed.map(({ id, name: names }) => ({ value: id, label: inWords(names) })),
        ]}
      />
      {tried && !kind ? <p className="missing">{say('account.chooseAgency')}</p> : null}
      {kind ? (
        <ScopeBoxes
          offered={offered}
          chosen={scopes}
          onChange={setTicked}
          error={unscoped ?? faultAt(make.error, 'scopes')}
        />
      ) : null}
      <Select
        label={say('key.lasts')}
        value={days}
        onChange={setDays}
        options={lasting.map((value) => ({ value, label: say(`key.days.${value}`) }))}
      />
      <button type="submit" className="button primary" disabled={make.isPending}>
        {say('key.makeNow')}
      </button>
    </form>
  )
}
