import type { LineString } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ShapePen } from '../sketch/ShapePen.tsx'

/** Draws one connection from the main route to its building. */
export function ConnectionPen(props: { onDrawn: (line: LineString) => void; onCancel: () => void }) {
  const { say } = useSpeech()
  const words = {
    title: say('connection.drawOne'),
    how: say('connection.drawHow'),
    take: say('connection.takeLine'),
    cancel: say('connection.cancelLine'),
  }
  return <ShapePen shape="line" subject="connection" words={words} {...props} />
}
