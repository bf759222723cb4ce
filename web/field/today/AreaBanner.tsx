import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { ago } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useFieldArea } from '../offline/use-field-area.ts'

/** What of the city lies on this phone, and how old it is. */
export function AreaBanner() {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const { taken, isRead, isStale } = useFieldArea()
  if (!isRead) return null
  return (
    <p className="area-banner" data-warn={isStale || !taken || undefined}>
      <Icon name="download" size={18} />
      <span>
        {taken ? say('field.areaTaken', { ago: ago(taken.takenAt, new Date(), language) }) : say('field.areaNone')}
      </span>
      <a href={hrefOf('/field/area', address)} onClick={follow} className="link">
        {say(taken ? 'field.areaAgain' : 'field.areaTake')}
      </a>
    </p>
  )
}
