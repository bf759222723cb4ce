import type { Procedure } from '../../server/permits/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Id } from '../ui/Id.tsx'

/** What stands against a permit, as it was when the dialog opened: its kind, with what it is, and why. */
export function FindingFacts({ finding }: { finding: NonNullable<Procedure['findings']>[number] }) {
  const { say } = useSpeech()
  const { kind, other, explanation } = finding
  return (
    <section className="decision-summary" aria-label={say('summary.title')}>
      <p>
        <b>{say(`finding.${kind}`)}</b>
      </p>
      <p>
        {other.agencyId ? <AgencyChip id={other.agencyId} /> : null} <bdi>{other.title}</bdi>{' '}
        {other.number ? <Id>{other.number}</Id> : null}
      </p>
      <p>
        <DaysInText text={explanation} />
      </p>
    </section>
  )
}
