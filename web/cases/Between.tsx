import type { Case } from '../../server/cases/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { MiniGantt } from '../coordination/MiniGantt.tsx'
import { fromConflict } from '../coordination/meeting.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Id } from '../ui/Id.tsx'
import { useOpenWorks } from '../works/open.ts'
import { StatusTag } from '../works/StatusTag.tsx'
import { PairNamed } from './WorksNamed.tsx'

/** What stands between the works; one of it is on the map, its two works as strokes A and B. */
export function Between({ room, shown, onShow }: { room: Case; shown: string | null; onShow: (id: string) => void }) {
  const { say } = useSpeech()
  const chosen = room.conflicts.find(({ id }) => id === shown)
  if (!chosen) return <p className="clear">{say('case.nothingBetween')}</p>
  const { worksA } = chosen
  return (
    <>
      <h2>{say('case.between')}</h2>
      <MiniGantt
        own={{ label: worksA.title, period: worksA.period, agencyId: worksA.agencyId }}
        meetings={[fromConflict(chosen, worksA.id)]}
      />
      <ul className="between">
        {room.conflicts.map((conflict) => (
          <li key={conflict.id}>
            <button
              type="button"
              className="row"
              aria-pressed={conflict.id === shown}
              onClick={() => onShow(conflict.id)}
            >
              <span className="row-top">
                <b>{say(`finding.${conflict.kind}`)}</b>
                <span className="tag" data-tone={conflict.severity}>
                  {conflict.state === 'waived' ? say('blocking.standing.waived') : say(`severity.${conflict.severity}`)}
                </span>
              </span>
              <PairNamed pair={[conflict.worksA, conflict.worksB]} />
              <span>
                <DaysInText text={conflict.explanation} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The works of the case; whoever caused it has the first word. */
export function Parties({ room }: { room: Case }) {
  const { say } = useSpeech()
  const open = useOpenWorks()
  return (
    <>
      <h2>{say('case.parties')}</h2>
      <ul className="case-parties">
        {room.works.map((works) => (
          <li key={works.id}>
            <span className="row-top">
              <AgencyChip id={works.agencyId} />
              <StatusTag status={works.status} />
            </span>
            <span className="works-named">
              <button type="button" className="link" onClick={() => open(works.id)}>
                {works.title}
              </button>
              <Id>{works.number}</Id>
            </span>
            {works.id === room.causeWorksId ? <small>{say('case.cause')}</small> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
