import './fees.css'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Fee, FeePart } from '../../server/permits/fees/contract.ts'
import { isOpen } from '../../server/permits/fees/rules.ts'
import { useAgencies } from '../agencies/queries.ts'
import { money, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'
import { FeeActions } from './FeeActions.tsx'
import { isPast } from './past.ts'

interface FeesProps {
  procedure: Procedure
  hasPermit: boolean
  /** Whose works it is. */
  agencyId: string
  /** Those that are past, or those that are not. */
  past: boolean
}

/** Those that somebody asks for, and those of nothing are left out. */
export function feesShown({ fees }: Pick<Procedure, 'fees'>, past: boolean, hasPermit: boolean): Fee[] {
  return fees.filter((fee) => fee.state !== 'void' && fee.amount > 0 && isPast(fee, hasPermit) === past)
}

/** What a permit costs, with everything it is made of, and what became of it. */
export function Fees({ past, ...about }: FeesProps) {
  return feesShown(about.procedure, past, about.hasPermit).map((fee) => <FeeCard key={fee.id} fee={fee} {...about} />)
}

function FeeCard({ fee, procedure, hasPermit, agencyId }: { fee: Fee } & Omit<FeesProps, 'past'>) {
  const { say } = useSpeech()
  const title = say(`fee.${fee.kind}`)
  return (
    <article className="fee-card" aria-label={title} data-testid="fee" data-state={fee.state}>
      <header>
        <h3>{title}</h3>
        <span className="permit-state">{say(`fee.state.${fee.state}`)}</span>
      </header>
      <FeeTable fee={fee} />
      <FeeFacts fee={fee} />
      {isOpen(fee) ? <Awaited fee={fee} agencyId={agencyId} /> : null}
      {isOpen(fee) && procedure.payments === 'office' ? <p className="form-note">{say('fee.atOffice')}</p> : null}
      <FeeActions fee={fee} procedure={procedure} hasPermit={hasPermit} />
    </article>
  )
}

/** That it waits to be paid: by whom, and since when. */
function Awaited({ fee, agencyId }: { fee: Fee; agencyId: string }) {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  const moment = useMoment()
  const payer = byId.get(fee.payerId ?? agencyId)
  return (
    <p className="fee-awaited">
      <Icon name="clock" size={14} />
      <span>
        {say('fee.awaited', { agency: payer ? name(payer.name) : '' })}{' '}
        <time dateTime={fee.dueAt}>{moment(fee.dueAt)}</time>
      </span>
    </p>
  )
}

/** What it is made of, and the sum. */
export function FeeTable({ fee }: { fee: Pick<Fee, 'parts' | 'amount' | 'currency'> }) {
  const { language, say } = useSpeech()
  return (
    <table>
      <tbody>
        {fee.parts.map((part) => (
          <tr key={part.part}>
            <th scope="row">{say(`fee.part.${part.part}`)}</th>
            <td>
              <Reckoned part={part} currency={fee.currency} />
            </td>
            <td>{money(part.amount, fee.currency, language)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {say('fee.total')}
          </th>
          <td>{money(fee.amount, fee.currency, language)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** How a part was reckoned: so many times a rate, or a share of what stands above it. */
function Reckoned({ part: { part, quantity, rate }, currency }: { part: FeePart; currency: string }) {
  const { language } = useSpeech()
  if (part === 'base' || part === 'growth' || part === 'paid_before') return null
  const count = number(quantity, language)
  return <bdi dir="ltr">{part === 'emergency' ? `${count}%` : `${count} × ${money(rate, currency, language)}`}</bdi>
}

/** By what and why it was settled, and what goes back. */
function FeeFacts({ fee }: { fee: Fee }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const { settledAt, reference, reason, refundAmount, refundReference, currency } = fee
  return (
    <>
      {settledAt ? (
        <p className="form-note">
          {say('fee.settled')} <time dateTime={settledAt}>{moment(settledAt)}</time>
          {reference ? (
            <>
              {' · '}
              {say('fee.reference')} <bdi dir="ltr">{reference}</bdi>
            </>
          ) : null}
        </p>
      ) : null}
      {reason ? (
        <p className="form-note" dir="auto">
          {reason}
        </p>
      ) : null}
      {refundAmount === null ? null : (
        <p>
          {say('fee.back', { amount: money(refundAmount, currency, language) })}
          {refundReference ? (
            <>
              {' · '}
              {say('fee.payBackReference')} <bdi dir="ltr">{refundReference}</bdi>
            </>
          ) : null}
        </p>
      )}
    </>
  )
}
