import { type FormEvent, useState } from 'react'
import type { AccountWithTicket } from '../../server/accounts/contract.ts'
import { rolesOf } from '../../server/accounts/rules.ts'
import { useChangeAddress } from '../address.ts'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { beyond, faultAt } from '../ui/fault.ts'
import { lossOfForm } from '../ui/loss-words.ts'
import { Failure } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { roleWithin } from './managed.ts'
import { type Person, PersonFields, personPaths } from './PersonFields.tsx'
import { useInvite } from './queries.ts'
import { TicketShown } from './TicketShown.tsx'

/** Invites somebody; then shows the link, this once. */
export function InviteDrawer({ onClose }: { onClose: () => void }) {
  const { say } = useSpeech()
  const [made, setMade] = useState<AccountWithTicket>()
  if (made) return <Invited made={made} onAnother={() => setMade(undefined)} onClose={onClose} />
  return (
    <Drawer subject="invite" title={say('account.invite')} onClose={onClose}>
      <InviteForm onMade={setMade} />
    </Drawer>
  )
}

function Invited({
  made,
  onAnother,
  onClose,
}: {
  made: AccountWithTicket
  onAnother: () => void
  onClose: () => void
}) {
  const { say, name } = useSpeech()
  const change = useChangeAddress()
  return (
    <Drawer
      subject="invited"
      title={say('account.invited')}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onAnother}>
            {say('account.inviteAnother')}
          </button>
          <button type="button" className="button" onClick={() => change({ sel: made.account.id })}>
            {say('account.open')}
          </button>
        </>
      }
    >
      <p>{say('account.invitedDetail', { name: name(made.account.name) })}</p>
      {made.ticket ? <TicketShown ticket={made.ticket} /> : null}
    </Drawer>
  )
}

function InviteForm({ onMade }: { onMade: (made: AccountWithTicket) => void }) {
  const { say } = useSpeech()
  const user = useUser()
  const own = user?.everywhere ? '' : (user?.agencyId ?? '')
  const [email, setEmail] = useState('')
  const kind = useAgencies().byId.get(own)?.kind
  const role = kind ? roleWithin('utility', rolesOf[kind]) : 'utility'
  const [person, setPerson] = useState<Person>({ name: { ar: '', en: '' }, agencyId: own, role })
  const [tried, setTried] = useState(false)
  const invite = useInvite()
  const isWritten = [email, person.name.ar, person.name.en].some((words) => words.trim() !== '')
  const loss = useLossQuestion(isWritten, lossOfForm(say))
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
  const { name, agencyId } = person
  const complete = isEmail && name.ar.trim() !== '' && name.en.trim() !== '' && agencyId !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (complete) invite.mutate({ ...person, email: email.trim() }, { onSuccess: onMade })
  }
  const failure = beyond(invite.error, ['email', ...personPaths])
  return (
    <form className="form" noValidate onSubmit={submit}>
      <p className="form-note">{say('account.inviteHow')}</p>
      {failure ? <Failure problem={failure} /> : null}
      <TextField
        label={say('account.email')}
        dir="ltr"
        inputMode="email"
        autoComplete="off"
        longest={254}
        value={email}
        error={tried && !isEmail ? say('account.emailWrong') : faultAt(invite.error, 'email')}
        onChange={(next) => {
          invite.reset()
          setEmail(next)
        }}
      />
      <PersonFields person={person} onChange={setPerson} problem={invite.error} needed={tried} />
      <button type="submit" className="button primary" disabled={invite.isPending}>
        {say('account.inviteNow')}
      </button>
      {loss.question}
    </form>
  )
}
