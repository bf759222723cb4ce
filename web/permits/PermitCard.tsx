import { Link } from '@tanstack/react-router'
import type { Permit } from '../../server/permits/contract.ts'
import { permitStateOf } from '../../server/permits/rules.ts'
import type { Status } from '../../server/works/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { Dates } from '../ui/Dates.tsx'
import { Id } from '../ui/Id.tsx'
import { Conditions } from './Conditions.tsx'
import { PermitPapers, PermitSquare } from './PermitPapers.tsx'
import { PermitStateTag } from './PermitStateTag.tsx'

/** The permit of a works: its number, its days and whether today is one of them, and what it was granted on. */
export function PermitCard({ permit, status }: { permit: Permit; status: Status }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { today } = useTimeWindow()
  const state = permitStateOf(permit.valid, status, today)
  return (
    <article className="permit-card" aria-label={say('permit.title')}>
      <header>
        <h3>
          {say('permit.title')} <Id>{permit.number}</Id>
        </h3>
        <PermitStateTag state={state} />
      </header>
      <Dates period={permit.valid} />
      {permit.extensions > 0 ? (
        <p>
          {say('permit.extensions', { count: permit.extensions })}
          {say('list.joint')}
          {say('permit.extensionDays', { count: permit.extensionDays })}
        </p>
      ) : null}
      <h4>{say('permit.conditions')}</h4>
      <Conditions conditions={permit.conditions} />
      <p className="form-note">
        {say('permit.issued')} <time dateTime={permit.issuedAt}>{moment(permit.issuedAt)}</time>
      </p>
      <div className="permit-code">
        <PermitSquare number={permit.number} />
        <PermitLink number={permit.number} />
      </div>
      {state === 'void' ? null : <PermitPapers number={permit.number} />}
    </article>
  )
}

/** Leads to the page that whoever stands at the site may verify a permit on. */
export function PermitLink({ number }: { number: string }) {
  const { say } = useSpeech()
  const search = ({ lang }: Address) => readAddress({ lang })
  return (
    <Link to="/p/$number" params={{ number } as never} search={search as never} className="link">
      {say('permit.check')}
    </Link>
  )
}
