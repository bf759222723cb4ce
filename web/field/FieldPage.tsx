import './field.css'
import type { ReactNode } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Role } from '../../server/agencies/contract.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Loading } from '../ui/States.tsx'
import { FieldDuty } from './FieldDuty.tsx'
import type { FieldUser } from './offline/contract.ts'
import { useFieldUser } from './offline/use-field-user.ts'
import { useOutbox } from './outbox/use-outbox.ts'

interface FieldPageProps {
  title: string
  /** The page that it was come from, where it is not the first. */
  back?: { to: string; label: string }
  children: (user: FieldUser) => ReactNode
}

/** A page for a phone at a site: one column, everything large, the way back and the outbox always in reach. */
export function FieldPage(props: FieldPageProps) {
  return (
    <FieldDuty>
      <Framed {...props} />
    </FieldDuty>
  )
}

function Framed({ title, back, children }: FieldPageProps) {
  const { say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const { user, isRead } = useFieldUser()
  const mayInspect = user !== null && roleMay(user.role as Role, 'inspections.write')
  return (
    <section className="listing field" aria-label={title}>
      <header className="field-head">
        {back ? (
          <a href={hrefOf(back.to, address)} onClick={follow} aria-label={back.label} className="field-back">
            <Icon name="back" size={24} mirror />
          </a>
        ) : null}
        <h1>{title}</h1>
        {mayInspect ? <OutboxLink /> : null}
      </header>
      {user === null && !isRead ? <Loading /> : null}
      {user === null && isRead ? <SignInHint>{say('field.signIn')}</SignInHint> : null}
      {user && !mayInspect ? <Empty icon="shield" title={say('field.notYours')} /> : null}
      {user && mayInspect ? <div className="field-body">{children(user)}</div> : null}
    </section>
  )
}

function OutboxLink() {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const { counts } = useOutbox()
  const waiting = counts.waiting + counts.sending + counts.needs_you
  return (
    <a
      href={hrefOf('/field/outbox', address)}
      onClick={follow}
      className="field-outbox"
      data-needs={counts.needs_you > 0 || undefined}
    >
      <Icon name="upload" size={22} />
      <span>{say('field.outbox')}</span>
      {waiting > 0 ? (
        <b>
          <span aria-hidden="true">{number(waiting, language)}</span>
          <span className="visually-hidden">
            {say('field.outboxWaiting', { count: waiting, shown: number(waiting, language) })}
          </span>
        </b>
      ) : null}
    </a>
  )
}
