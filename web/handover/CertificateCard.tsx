import { Link } from '@tanstack/react-router'
import type { Certificate } from '../../server/inspections/clearance/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'

/** The certificate that cleared whoever dug: its number, who signed it, its print and its public page. */
export function CertificateCard({ certificate }: { certificate: Certificate }) {
  const { language, say } = useSpeech()
  const { number, issuedOn, signedAs, earlyReason } = certificate
  return (
    <article className="handover-card" data-testid="certificate">
      <header>
        <h3>
          <Icon name="check" size={16} /> {say('clearance.cleared')}
        </h3>
        <Id>{number}</Id>
      </header>
      <p>
        {say('clearance.signed', { name: signedAs })} · <time dateTime={issuedOn}>{fullDay(issuedOn, language)}</time>
      </p>
      {earlyReason ? <p className="form-note">{say('clearance.early', { reason: earlyReason })}</p> : null}
      <p className="form-note">{say('clearance.releases')}</p>
      <p className="buttons wrapping">
        <a
          className="button small"
          href={`/api/clearances/${encodeURIComponent(number)}.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          {say('clearance.paper')}
        </a>
        <Link
          className="button small"
          to="/c/$number"
          params={{ number } as never}
          search={(({ lang }: Address) => readAddress({ lang })) as never}
        >
          {say('clearance.page')}
        </Link>
      </p>
    </article>
  )
}
