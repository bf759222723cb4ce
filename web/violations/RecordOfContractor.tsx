import { Link } from '@tanstack/react-router'
import type { WholeViolation } from '../../server/inspections/violations/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** For the office: what else the contractor was fined for, and the way to a ban where that asks for one. Nobody is banned by it. */
export function RecordOfContractor({ about: { record } }: { about: WholeViolation }) {
  const { say } = useSpeech()
  if (!record || record.count === 0) return null
  const search = ({ lang }: Address) => readAddress({ lang, sel: 'new' })
  return (
    <section className="violation-said" aria-label={say('violation.record')}>
      <h2>{say('violation.record')}</h2>
      <p>{say('violation.recordCount', { count: record.count, months: record.months })}</p>
      {record.suggestsBan ? (
        <p className="missing" data-testid="ban-hint">
          <Icon name="warning" size={14} /> {say('violation.banHint')}{' '}
          <Link to="/office/bans" search={search as never} className="link">
            {say('violation.toBans')}
          </Link>
        </p>
      ) : null}
    </section>
  )
}
