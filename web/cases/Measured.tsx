import { lazyPart } from '../ui/lazy-part.tsx'
import { MeasureDialog } from './MeasureDialog.tsx'
import type { Measuring } from './use-measuring.ts'

const RerouteEditor = lazyPart(() => import('./RerouteEditor.tsx'))

/** The dialog of the measure that is drawn up. */
export function Measured({ measuring }: { measuring: Measuring }) {
  const { asked, written, write, draw, leave, sent } = measuring
  if (!asked) return null
  return (
    <MeasureDialog
      {...asked}
      written={written(asked)}
      onWritten={(change) => write(asked, change)}
      onDraw={draw}
      onLeave={leave}
      onSent={() => sent(asked)}
    />
  )
}

/** The map on which another route is drawn for a works of it. */
export function AnotherRoute({ measuring }: { measuring: Measuring }) {
  const { asked, drawnId, written, write, leave, sent } = measuring
  if (!asked || !drawnId) return null
  return (
    <RerouteEditor
      asked={asked}
      worksId={drawnId}
      words={written(asked).words}
      onWords={(words) => write(asked, (now) => ({ ...now, words }))}
      onLeave={leave}
      onSent={() => sent(asked)}
    />
  )
}
