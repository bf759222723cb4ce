import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { NoticeKind } from '../../../server/notifications/contract.ts'
import { useManaged } from '../../accounts/managed.ts'
import { useUser } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Select } from '../../ui/Select.tsx'
import { Failure } from '../../ui/States.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { noticeSettingsQuery } from '../queries.ts'
import { useMakeWebhook } from './queries.ts'

/** A new webhook: whose, where, and what it is told of. */
export function NewWebhookForm({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const { language, say, name: inWords } = useSpeech()
  const user = useUser()
  const managed = useManaged()
  const offered = useQuery(noticeSettingsQuery(language)).data?.kinds ?? []
  const [agencyId, setAgencyId] = useState(user?.agencyId ?? '')
  const [url, setUrl] = useState('https://')
  const [description, setDescription] = useState('')
  const [kinds, setKinds] = useState<readonly NoticeKind[]>([])
  const [tried, setTried] = useState(false)
  const make = useMakeWebhook()
  const isAddressed = /^https:\/\/\S{3,}$/.test(url.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isAddressed || kinds.length === 0) return
    const given = { agencyId, url: url.trim(), description: description.trim(), kinds: [...kinds] }
    make.mutate(given, { onSuccess: ({ secret }) => onMade(secret) })
  }
  const toggle = (kind: NoticeKind) =>
    setKinds(kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind])
  const failure = beyond(make.error, ['url'])
  const urlError = tried && !isAddressed ? say('webhook.urlWrong') : faultAt(make.error, 'url')
  return (
    <form className="form" noValidate onSubmit={submit}>
      {failure ? <Failure problem={failure} /> : null}
      {managed.length > 1 ? (
        <Select
          label={say('webhook.agency')}
          value={agencyId}
          onChange={setAgencyId}
          options={managed.map(({ id, name }) => ({ value: id, label: inWords(name) }))}
        />
      ) : null}
      <TextField label={say('webhook.url')} dir="ltr" longest={500} value={url} error={urlError} onChange={setUrl} />
      <TextField label={say('webhook.description')} value={description} onChange={setDescription} />
      <fieldset className="webhook-kinds">
        <legend>{say('webhook.kinds')}</legend>
        {offered.map(({ kind, name }) => (
          <label key={kind} className="check">
            <input type="checkbox" checked={kinds.includes(kind)} onChange={() => toggle(kind)} />
            <span>{name}</span>
          </label>
        ))}
        {tried && kinds.length === 0 ? (
          <p className="missing" role="alert">
            {say('webhook.kindsNeeded')}
          </p>
        ) : null}
      </fieldset>
      <div className="buttons">
        <button type="submit" className="button primary" disabled={make.isPending}>
          {say('webhook.makeNow')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say('webhook.leave')}
        </button>
      </div>
    </form>
  )
}
