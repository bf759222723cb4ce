import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { GroundPlan, type GroundWorks } from '../ground/GroundPlan.tsx'
import { useDistance } from '../today/distance.ts'
import type { DevicePosition } from '../use-position.ts'
import { type Away, isAway } from './rules.ts'
import type { DraftInHand } from './use-draft.ts'

interface StandingCardProps {
  works: GroundWorks
  position: DevicePosition
  inHand: DraftInHand
  away: Away
}

/** Where the inspector stands to the works; from afar, or where nobody knows, a reason is asked. */
export function StandingCard({ works, position, inHand, away }: StandingCardProps) {
  const { language, say } = useSpeech()
  const distance = useDistance()
  const { draft, change } = inHand
  const { standing } = draft
  const isFar = isAway(away)
  return (
    <section className="field-card" aria-label={say('inspect.standing')} data-warn={isFar || undefined}>
      <h2>
        <Icon name="pin" size={20} /> {say('inspect.standing')}
      </h2>
      <p role="status">
        {standing && away.metres !== null
          ? say(away.metres < 1 ? 'inspect.onGround' : 'inspect.metresAway', { distance: distance(away.metres) })
          : say('inspect.standingUnknown')}
        {standing?.accuracyMetres != null
          ? ` · ${say('field.accuracy', { metres: number(standing.accuracyMetres, language) })}`
          : null}
      </p>
      {position.trouble ? <p className="lacking">{say(`field.position.${position.trouble}`)}</p> : null}
      <button type="button" className="button wide" disabled={position.isAsking} onClick={() => void position.ask()}>
        <Icon name="pin" />
        {say(position.isAsking ? 'field.lookingForYou' : standing ? 'inspect.hereAgain' : 'inspect.here')}
      </button>
      {standing ? <GroundPlan works={works} standing={standing} spot={null} label={say('inspect.plan')} /> : null}
      {isFar ? (
        <TextArea
          label={say(standing ? 'inspect.whyAway' : 'inspect.whyUnknown')}
          note={say('inspect.awayNote', { metres: number(away.allowedMetres, language) })}
          rows={2}
          longest={500}
          value={draft.awayReason}
          onChange={(awayReason) => change((now) => ({ ...now, awayReason }))}
        />
      ) : null}
    </section>
  )
}
