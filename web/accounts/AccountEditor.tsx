import { type FormEvent, useState } from 'react'
import type { Account } from '../../server/accounts/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { beyond } from '../ui/fault.ts'
import { type Person, PersonFields, personPaths } from './PersonFields.tsx'
import { useChangeAccount } from './queries.ts'
import { Refusal } from './Refusal.tsx'

const personOf = ({ name, agencyId, role }: Account): Person => ({ name, agencyId: agencyId ?? '', role })

/** Changes names, organisation and role; only what is another now is sent. */
export function AccountEditor({ account, own, onDone }: { account: Account; own: boolean; onDone: () => void }) {
  const { say } = useSpeech()
  const { id } = account
  // what is changed is what was read: another version that comes meanwhile is a conflict
  const [{ version, ...before }] = useState({ ...personOf(account), version: account.version })
  const [person, setPerson] = useState<Person>(before)
  const [tried, setTried] = useState(false)
  const change = useChangeAccount(id)
  const { name, agencyId, role } = person
  const renamed = name.ar !== before.name.ar || name.en !== before.name.en
  const changed = renamed || agencyId !== before.agencyId || role !== before.role
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.ar.trim() || !name.en.trim()) return
    const given = {
      version,
      ...(renamed ? { name } : {}),
      ...(agencyId !== before.agencyId ? { agencyId } : {}),
      ...(role !== before.role ? { role } : {}),
    }
    change.mutate(given, { onSuccess: onDone })
  }
  const failure = beyond(change.error, personPaths)
  return (
    <form className="form" noValidate onSubmit={submit}>
      {failure ? <Refusal problem={failure} onNewest={onDone} /> : null}
      <PersonFields person={person} onChange={setPerson} problem={change.error} fixed={own} needed={tried} />
      <div className="buttons">
        <button type="submit" className="button primary" disabled={!changed || change.isPending}>
          {say('account.save')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {say('account.cancelEdit')}
        </button>
      </div>
    </form>
  )
}
