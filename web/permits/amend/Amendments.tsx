import { useQuery } from '@tanstack/react-query'
import type { Procedure } from '../../../server/permits/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Waiting } from '../../ui/States.tsx'
import { useTold } from '../../ui/use-told.ts'
import { amendmentsQuery } from '../queries.ts'
import { AmendDialog } from './AmendDialog.tsx'
import { AmendmentCard } from './AmendmentCard.tsx'
import { ExtensionDialog } from './ExtensionDialog.tsx'
import { mayRedraw, offeredIn, standingAgainst } from './offered.ts'
import { ProposalCard } from './ProposalCard.tsx'
import { useAsked } from './use-asked.ts'

interface AmendmentsProps {
  procedure: Procedure
  works: Works
  /** Another route is to be drawn on the map. */
  onRoute: () => void
}

/** What changed after the application, what waits for the office, and what may be asked for. */
export function Amendments({ procedure, works, onRoute }: AmendmentsProps) {
  const { language, say } = useSpeech()
  const { heading, told, tell } = useTold()
  const asking = useAsked(works, procedure)
  const query = useQuery(amendmentsQuery(works.id, language))
  // whoever is asked about a proposal, and decides nothing, reads it among the others
  const past = query.data?.items.filter(({ state }) => state !== 'proposed' || !procedure.proposal) ?? []
  const shown = offeredIn(procedure)
  if (shown.length === 0 && past.length === 0 && !procedure.proposal) return null
  const stored = () => tell(say('amendment.stored'))
  const isSeen = procedure.version === works.version
  const isRedrawn = mayRedraw(shown)
  return (
    <section className="procedure-part">
      <h3 ref={heading} tabIndex={-1}>
        {say('amendment.title')}
      </h3>
      <ProposalCard procedure={procedure} onStored={stored} />
      {query.isError ? <Waiting query={query} /> : null}
      {past.slice(0, 1).map((amendment) => (
        <AmendmentCard key={amendment.number} amendment={amendment} />
      ))}
      {past.length > 1 ? (
        <Fold title={say('amendment.earlier', { count: past.length - 1 })}>
          {past.slice(1).map((amendment) => (
            <AmendmentCard key={amendment.number} amendment={amendment} />
          ))}
        </Fold>
      ) : null}
      {shown.length > 0 ? (
        <div className="buttons wrapping">
          {shown.map(({ event, reasons }) => (
            <button
              key={event}
              type="button"
              className="button"
              disabled={!isSeen || standingAgainst({ reasons }).length > 0}
              onClick={() => asking.open(event)}
            >
              {say(`amendment.${event}`)}
            </button>
          ))}
          {isRedrawn === null ? null : (
            <button type="button" className="button" disabled={!isSeen || !isRedrawn} onClick={onRoute}>
              {say('amendment.onMap')}
            </button>
          )}
        </div>
      ) : null}
      {works.connectionCounts && isRedrawn ? <p className="form-note">{say('amendment.keepsStarts')}</p> : null}
      <Against shown={shown} />
      <AskedDialog asking={asking} onStored={stored} />
      <p className="visually-hidden" role="status">
        {told}
      </p>
    </section>
  )
}

interface AskedDialogProps {
  asking: ReturnType<typeof useAsked>
  onStored: () => void
}

/** The dialog of what is asked for, with what was written in it before. */
function AskedDialog({ asking, onStored }: AskedDialogProps) {
  const { asked, amendment, extension, newer } = asking
  if (!asked) return null
  const stored = () => {
    asking.forget()
    onStored()
  }
  const shared = { newer, onAdopt: asking.adopt, onDone: asking.close, onStored: stored }
  if (asked.event !== 'prolong')
    return amendment ? (
      <AmendDialog
        {...shared}
        written={amendment}
        onWritten={asking.setAmendment}
        isProposal={amendment.over.permitNumber !== null}
      />
    ) : null
  const { permit } = asked.seen
  return permit ? (
    <ExtensionDialog
      {...shared}
      works={asked.works}
      permit={permit}
      written={extension}
      onWritten={asking.setExtension}
    />
  ) : null
}

function Against({ shown }: { shown: readonly Pick<Procedure['amending'][number], 'reasons'>[] }) {
  const reasons = shown.flatMap(standingAgainst)
  const details = [...new Set(reasons.map(({ detail }) => detail))]
  if (details.length === 0) return null
  return (
    <ul className="form-note">
      {details.map((detail) => (
        <li key={detail}>{detail}</li>
      ))}
    </ul>
  )
}
