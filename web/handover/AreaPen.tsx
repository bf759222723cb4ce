import type { Areas } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ShapePen } from '../sketch/ShapePen.tsx'

/** Draws one area that was closed. */
export function AreaPen(props: { onDrawn: (area: Areas) => void; onCancel: () => void }) {
  const { say } = useSpeech()
  const words = {
    title: say('record.drawArea'),
    how: say('record.drawHow'),
    take: say('record.takeArea'),
    cancel: say('record.cancelArea'),
  }
  return <ShapePen shape="area" subject="reinstated area" words={words} {...props} />
}
