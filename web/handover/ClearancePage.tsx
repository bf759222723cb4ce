import '../permits/permits.css'
import './handover.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { PublicClearance } from '../../server/inspections/clearance/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { number as figure, fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { certificateQuery } from './queries.ts'

/** Whether there is a certificate of this number, and what it says: for whoever is shown one. */
export default function ClearancePage() {
  const { say } = useSpeech()
  const { number = '' } = useParams({ strict: false }) as { number?: string }
  const clearance = useQuery(certificateQuery(number))
  const isUnknown = clearance.isError && [400, 404].includes(clearance.error.status)
  return (
    <section className="listing permit-page" aria-label={say('clearance.one')}>
      <div className="permit-sheet">
        <p className="form-note">{say('clearance.one')}</p>
        <h1>
          <bdi dir="ltr">{number}</bdi>
        </h1>
        {clearance.data ? <Verified {...clearance.data} /> : null}
        {isUnknown ? (
          <Empty icon="warning" title={say('clearance.none')}>
            <p>{say('clearance.noneDetail')}</p>
          </Empty>
        ) : null}
        {clearance.data || isUnknown ? null : <Waiting query={clearance} />}
      </div>
    </section>
  )
}

function Verified({ certificate, code, works, agency, contractor }: PublicClearance) {
  const { language, say, name } = useSpeech()
  const { number, issuedOn, guaranteeUntil, guaranteeWasUntil, earlyReason, groundSquareMetres } = certificate
  const search = ({ lang }: Address) => readAddress({ lang, sel: works?.id })
  const facts = [
    works ? { label: say('clearance.works'), value: works.title } : null,
    { label: say('clearance.agency'), value: name(agency) },
    contractor ? { label: say('clearance.contractor'), value: name(contractor) } : null,
    works?.streetName ? { label: say('clearance.street'), value: name(works.streetName) } : null,
    {
      label: say('clearance.ground'),
      value: say('unit.squareMetres', { value: figure(groundSquareMetres, language, 1) }),
    },
    guaranteeUntil ? { label: say('clearance.guaranteeUntil'), value: fullDay(guaranteeUntil, language) } : null,
    guaranteeWasUntil
      ? { label: say('clearance.guaranteeWasUntil'), value: fullDay(guaranteeWasUntil, language) }
      : null,
    earlyReason ? { label: say('clearance.earlyReason'), value: earlyReason } : null,
    { label: say('clearance.issuedOn'), value: fullDay(issuedOn, language) },
    { label: say('clearance.signedBy'), value: `${certificate.signedAs} · ${name(certificate.office)}` },
  ].filter((fact) => fact !== null)
  return (
    <>
      <div className="permit-verdict" data-state="in_force" role="status">
        <span className="permit-state" data-state="in_force">
          <Icon name="check" size={16} /> {say('clearance.genuine')}
        </span>
        <p>{say('clearance.says')}</p>
      </div>
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="form-note">
        {say('clearance.code')} <bdi dir="ltr">{code}</bdi>. {say('clearance.codeNote')}
      </p>
      <p className="buttons wrapping">
        <a
          className="button small"
          href={`/api/clearances/${encodeURIComponent(number)}.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          {say('clearance.paper')}
        </a>
        {works ? (
          <Link to="/" search={search as never} className="button small">
            {say('clearance.onMap')}
          </Link>
        ) : null}
      </p>
    </>
  )
}
