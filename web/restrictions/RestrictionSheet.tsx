import type { ListedConstraint } from '../../server/coordination/contract.ts'
import type { ListedProtection } from '../../server/streets/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AreaOnMap } from '../map/AreaOnMap.tsx'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'

/** A restriction of another office's ground: to be read, and not to be changed. */
export function RestrictionSheet({
  shown,
  onClose,
}: {
  shown: ListedConstraint | ListedProtection
  onClose: () => void
}) {
  const { say, name } = useSpeech()
  const isArea = 'area' in shown
  const words = isArea ? shown.note : shown.reason
  const period = isArea ? shown.period : { start: shown.resurfacedOn, end: shown.protectedUntil }
  return (
    <>
      <Drawer
        subject={shown.id}
        title={name(shown.name)}
        subtitle={isArea ? say(`constraint.${shown.kind}`) : say('restrictions.protected')}
        onClose={onClose}
      >
        {period ? <Dates period={period} /> : <p>{say('restrictions.always')}</p>}
        {words ? (
          <p className="prose" dir="auto">
            {words}
          </p>
        ) : null}
        <p className="form-note">{say('restrictions.foreign')}</p>
      </Drawer>
      <AreaOnMap area={isArea ? shown.area : shown.ground} />
    </>
  )
}
