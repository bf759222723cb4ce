import { useState } from 'react'
import type { Procedure } from '../../server/permits/contract.ts'
import { write } from '../api.ts'
import { FindingCard } from '../coordination/FindingCard.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useTold } from '../ui/use-told.ts'
import { useOpenWorks } from '../works/open.ts'
import { FindingFacts } from './FindingFacts.tsx'
import { meetingOf } from './meeting-of.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

type BlockingFinding = NonNullable<Procedure['findings']>[number]

const icons: Record<BlockingFinding['standing'], IconName> = { open: 'close', waived: 'check', judge_again: 'warning' }

/** What stops a permit, and what the office lets pass and why. What could not be looked up is said, and is never "nothing". */
export function BlockingFindings({ procedure }: { procedure: Procedure }) {
  const { say } = useSpeech()
  const { findings } = procedure
  return (
    <section className="procedure-part">
      <h3>{say('blocking.title')}</h3>
      {findings === null ? <p className="incomplete">{say('blocking.unknown')}</p> : null}
      {findings?.length === 0 ? <p className="clear">{say('blocking.none')}</p> : null}
      {findings?.map((finding) => (
        <OneFinding key={meetingOf(finding).key} finding={finding} procedure={procedure} />
      ))}
    </section>
  )
}

function OneFinding({ finding, procedure }: { finding: BlockingFinding; procedure: Procedure }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const open = useOpenWorks()
  const [waived, setWaived] = useState<{ procedure: Procedure; finding: BlockingFinding } | null>(null)
  const [reason, setReason] = useState('')
  const { heading, told, tell } = useTold()
  const { standing, waiver } = finding
  const meeting = meetingOf(finding)
  const { otherWorksId } = meeting
  return (
    <FindingCard meeting={meeting} headingRef={heading} onOpen={otherWorksId ? () => open(otherWorksId) : undefined}>
      <p className="standing" data-standing={standing}>
        <Icon name={icons[standing]} size={14} />
        <b>{say(`blocking.standing.${standing}`)}</b>
        {standing === 'judge_again' ? ` — ${say('blocking.judgeAgain')}` : null}
      </p>
      {waiver ? (
        <p>
          {say('blocking.waiver')}: <bdi>{waiver.reason}</bdi> ({waiver.by ? name(waiver.by) + say('list.joint') : null}
          <time dateTime={waiver.at}>{moment(waiver.at)}</time>)
        </p>
      ) : null}
      {procedure.may.decide && standing !== 'waived' ? (
        <button type="button" className="button small" onClick={() => setWaived({ procedure, finding })}>
          {say('blocking.waive')}
        </button>
      ) : null}
      {waived ? (
        <ReasonDialog
          title={say('blocking.waiveAsked')}
          detail={say('blocking.waiveDetail')}
          act={say('blocking.waive')}
          reason={reason}
          onReason={setReason}
          send={(given) => {
            // what was seen when the dialog opened, whatever has come since
            const { kind, ruleId, other } = waived.finding
            const { type, id, version } = other
            const waiving = {
              version: waived.procedure.version,
              kind,
              ruleId,
              other: { type, id, version },
              reason: given,
            }
            return write('POST', `/api/works/${waived.procedure.worksId}/waivers`, waiving)
          }}
          onDone={() => setWaived(null)}
          onStored={() => tell(say('blocking.waiveStored'))}
        >
          <FindingFacts finding={waived.finding} />
        </ReasonDialog>
      ) : null}
      <p className="visually-hidden" role="status">
        {told}
      </p>
    </FindingCard>
  )
}
