import { useQueries } from '@tanstack/react-query'
import type { Works } from '../../../server/works/contract.ts'
import { useChangeAddress } from '../../address.ts'
import { useUser } from '../../agencies/queries.ts'
import { SignInHint } from '../../agencies/SignInHint.tsx'
import { countsOf, gravestFirst } from '../../coordination/counts.ts'
import { FindingCard } from '../../coordination/FindingCard.tsx'
import { FindingCounts } from '../../coordination/FindingCounts.tsx'
import { fromConflict } from '../../coordination/meeting.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useHeldMap } from '../../map/held-map.ts'
import { useStepBack } from '../../map/use-step-back.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Waiting } from '../../ui/States.tsx'
import { useMoveSheet } from '../../ui/use-sheet.ts'
import { CaseOfMeeting } from '../CaseOfMeeting.tsx'
import { worksConflictsQuery, worksQuery } from '../queries.ts'
import { AddButton } from './AddButton.tsx'
import { ChosenWorks } from './ChosenWorks.tsx'
import { amongThem, asMembers } from './rules.ts'
import { TogetherDays } from './TogetherDays.tsx'

/** Some works side by side: their days on one axis, where they meet each other, and what they come to together. */
export default function TogetherDrawer({ chosen }: { chosen: readonly string[] }) {
  const { language, say } = useSpeech()
  const change = useChangeAddress()
  const signedIn = useUser() !== null
  const queries = useQueries({ queries: chosen.map((id) => worksQuery(id)) })
  const keep = (ids: readonly string[]) => void change(asMembers(ids))
  useStepBack(() => keep(chosen.slice(0, -1)))
  const works = queries.flatMap(({ data }) => data ?? [])
  const shown = number(chosen.length, language)
  return (
    <Drawer
      subject="together"
      title={say('together.title', { count: chosen.length, shown })}
      onClose={() => keep([])}
      eyebrow={<span className="tag">{say('together.one')}</span>}
      subtitle={works.length > 0 ? <Sums works={works} /> : null}
      actions={<AddButton>{say('together.add')}</AddButton>}
    >
      {works.length > 1 ? <TogetherDays works={works} /> : null}
      <ShowAll works={works} />
      <ul className="chosen-works">
        {chosen.map((id, index) => (
          <ChosenWorks
            key={id}
            query={queries[index]}
            onOpen={() => keep([id])}
            onRemove={() => {
              // its own cross goes with it
              document.querySelector<HTMLElement>('.drawer h1')?.focus({ preventScroll: true })
              keep(chosen.filter((each) => each !== id))
            }}
          />
        ))}
      </ul>
      {signedIn ? (
        <Meetings works={works} isWhole={works.length === chosen.length} />
      ) : (
        <SignInHint>{say('works.meetingsHidden')}</SignInHint>
      )}
    </Drawer>
  )
}

/** They may lie far apart: the map is moved so that all are seen. */
function ShowAll({ works }: { works: readonly Works[] }) {
  const { say } = useSpeech()
  const map = useHeldMap()
  const move = useMoveSheet()
  if (!map || works.length === 0) return null
  const along = (axis: 0 | 1) => works.map(({ centre }) => centre[axis] ?? 0)
  const corner = (of: (...values: number[]) => number): [number, number] => [of(...along(0)), of(...along(1))]
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        move('peek')
        map.fitBounds([corner(Math.min), corner(Math.max)], { padding: 90, maxZoom: 16, animate: false })
      }}
    >
      {say('together.showAll')}
    </button>
  )
}

function Sums({ works }: { works: readonly Works[] }) {
  const { language, say } = useSpeech()
  const metres = works.reduce((sum, { lengthMetres }) => sum + lengthMetres, 0)
  const agencies = new Set(works.map(({ agencyId }) => agencyId)).size
  return [
    say('unit.metres', { value: number(metres, language) }),
    say('together.agencies', { count: agencies, shown: number(agencies, language) }),
  ].join(' · ')
}

/** What the register says that they meet of each other; nothing is said to be clear before all of it was read. */
function Meetings({ works, isWhole }: { works: readonly Works[]; isWhole: boolean }) {
  const { language, say } = useSpeech()
  const registers = useQueries({ queries: works.map(({ id }) => worksConflictsQuery(id, language)) })
  const failed = registers.find(({ isError }) => isError)
  if (failed) return <Waiting query={failed} />
  const waiting = registers.find(({ data }) => !data)
  if (waiting) return <Waiting query={waiting} />
  const ids = works.map(({ id }) => id)
  const conflicts = amongThem(
    registers.flatMap(({ data }) => data?.items ?? []),
    ids,
  )
  const byId = new Map(conflicts.map((conflict) => [conflict.id, conflict]))
  const meetings = gravestFirst(conflicts.map((conflict) => fromConflict(conflict, conflict.worksA.id)))
  return (
    <>
      <h2>
        {say('together.meet')} <FindingCounts counts={countsOf(meetings)} />
      </h2>
      {meetings.length === 0 && isWhole ? <p className="clear">{say('together.none')}</p> : null}
      {meetings.map((meeting) => (
        <FindingCard key={meeting.key} meeting={meeting}>
          <CaseOfMeeting conflict={byId.get(meeting.key)} />
        </FindingCard>
      ))}
    </>
  )
}
