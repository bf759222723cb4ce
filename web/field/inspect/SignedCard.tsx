import { type ReactNode, useEffect, useRef } from 'react'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import type { OutboxEntry } from '../offline/contract.ts'
import { useOutbox } from '../outbox/use-outbox.ts'

interface SignedCardProps {
  inspectionId: string
  title: string
  children: ReactNode
  /** One more to the same works; only where somebody comes back to one that was signed before. */
  onAnother?: () => void
}

/** Signed: what is on the phone, and what has reached the office, in words, while it is sent. */
export function SignedCard({ inspectionId, title, children, onAnother }: SignedCardProps) {
  const { say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { entries } = useOutbox()
  const own = entries.filter((entry) => entry.inspectionId === inspectionId)
  const record = own.find(({ operation }) => operation === 'record')
  const isSent = own.length > 0 && own.every(({ state }) => state === 'sent')
  return (
    <section className="field-card kept" data-sent={isSent || undefined} aria-label={say('inspect.signed')}>
      <Icon name={isSent ? 'check' : 'upload'} size={40} />
      <h2 ref={heading} tabIndex={-1}>
        {say(isSent ? 'inspect.isSent' : 'inspect.isKept')}
      </h2>
      <p dir="auto">{title}</p>
      {children}
      {record?.number ? <Id>{record.number}</Id> : null}
      <SignedWords own={own} isSent={isSent} />
      <div className="buttons wrapping">
        <a href={hrefOf('/field', address)} onClick={follow} className="button primary wide">
          {say('inspect.nextVisit')}
        </a>
        <a href={hrefOf('/field/outbox', address)} onClick={follow} className="button wide">
          {say('field.outbox')}
        </a>
      </div>
      {onAnother ? (
        <button type="button" className="link another" onClick={onAnother}>
          {say('inspect.another')}
        </button>
      ) : null}
    </section>
  )
}

function SignedWords({ own, isSent }: { own: readonly OutboxEntry[]; isSent: boolean }) {
  const { language, say } = useSpeech()
  const photos = own.filter(({ operation }) => operation === 'photo')
  const sent = photos.filter(({ state }) => state === 'sent').length
  if (isSent) return <p role="status">{say('inspect.sentDetail')}</p>
  if (own.some(({ state }) => state === 'needs_you')) {
    return (
      <p role="status" className="lacking">
        {say('inspect.needsYou')}
      </p>
    )
  }
  return (
    <p role="status">
      {say('inspect.keptDetail')}{' '}
      {sent > 0
        ? say('inspect.photosSent', { sent: number(sent, language), of: number(photos.length, language) })
        : null}
    </p>
  )
}
