import type { Ticket } from '../../server/accounts/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { CopyLine } from '../ui/CopyLine.tsx'

/** The link by which a password is chosen. Its secret stands behind the `#`, which no server is sent; it is told this once. */
export function TicketShown({ ticket }: { ticket: Ticket }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const asked = language === 'ar' ? '' : `?lang=${language}`
  return (
    <div className="told-once" data-testid="ticket">
      <CopyLine label={say('ticket.link')} value={`${window.location.origin}/welcome${asked}#${ticket.secret}`} />
      <p>{say('ticket.once')}</p>
      <p>{say('ticket.until', { when: moment(ticket.until) })}</p>
    </div>
  )
}
