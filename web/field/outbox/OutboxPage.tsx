import './outbox.css'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Empty, Loading } from '../../ui/States.tsx'
import { FieldPage } from '../FieldPage.tsx'
import type { EntryState, Outbox } from '../offline/contract.ts'
import { useIsKept } from '../store/persistence.ts'
import { PauseNotice } from './PauseNotice.tsx'
import { sendingsOf } from './rules.ts'
import { SendingCard } from './SendingCard.tsx'
import { useOutbox } from './use-outbox.ts'

/** What was saved on this phone: what waits, what is on its way, what has arrived, and what needs its inspector. */
export default function OutboxPage() {
  const { say } = useSpeech()
  return (
    <FieldPage title={say('outbox.title')} back={{ to: '/field', label: say('outbox.back') }}>
      {() => <Everything />}
    </FieldPage>
  )
}

function Everything() {
  const { say } = useSpeech()
  const outbox = useOutbox()
  const { counts, trouble, isRead, pause } = outbox
  const open = counts.waiting + counts.sending
  if (trouble) return <Empty icon="warning" title={say(`outbox.trouble.${trouble}`)} />
  if (!isRead) return <Loading />
  return (
    <>
      <Counts counts={counts} />
      {open > 0 && pause ? <PauseNotice pause={pause} /> : null}
      {open > 0 ? (
        <button type="button" className="button primary wide" onClick={outbox.sendNow}>
          <Icon name="upload" />
          {say('outbox.sendNow')}
        </button>
      ) : null}
      <Group title={say('outbox.group.needs_you')} states={['needs_you']} outbox={outbox} />
      <Group title={say('outbox.group.open')} states={['sending', 'waiting']} outbox={outbox} />
      <Group title={say('outbox.group.sent')} states={['sent']} outbox={outbox} />
      {outbox.entries.length === 0 ? (
        <Empty icon="check" title={say('outbox.none')}>
          <p>{say('outbox.noneDetail')}</p>
        </Empty>
      ) : null}
      <KeptNotice />
    </>
  )
}

function Counts({ counts }: { counts: Outbox['counts'] }) {
  const { language, say } = useSpeech()
  const shown = (['waiting', 'sending', 'needs_you', 'sent'] as const).filter((state) => counts[state] > 0)
  return (
    <p className="outbox-counts" role="status">
      {shown.map((state) => (
        <span key={state} data-state={state}>
          {say(`outbox.count.${state}`, { count: counts[state], shown: number(counts[state], language) })}
        </span>
      ))}
    </p>
  )
}

function Group({ title, states, outbox }: { title: string; states: readonly EntryState[]; outbox: Outbox }) {
  const sendings = sendingsOf(outbox.entries).filter(({ state }) => states.includes(state))
  if (sendings.length === 0) return null
  return (
    <section className="outbox-group" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {sendings.map((sending) => (
          <SendingCard key={sending.inspectionId} sending={sending} outbox={outbox} />
        ))}
      </ul>
    </section>
  )
}

/** A browser that has not promised to keep what lies here may clear it when the phone runs short of room. */
function KeptNotice() {
  const { say } = useSpeech()
  const isKept = useIsKept()
  if (isKept !== false) return null
  return <p className="outbox-notice">{say('outbox.notKept')}</p>
}
