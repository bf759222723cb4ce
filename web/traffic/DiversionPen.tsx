import type { LineString } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ShapePen } from '../sketch/ShapePen.tsx'

/** Draws one diversion. */
export function DiversionPen(props: { onDrawn: (line: LineString) => void; onCancel: () => void }) {
  const { say } = useSpeech()
  const words = {
    title: say('traffic.addDiversion'),
    how: say('traffic.drawHow'),
    take: say('traffic.takeDiversion'),
    cancel: say('traffic.cancelDiversion'),
  }
  return <ShapePen shape="line" subject="diversion" words={words} {...props} />
}
