import type { Case } from '../../server/cases/contract.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { MeasureDialog } from './MeasureDialog.tsx'
import type { RerouteEditorProps } from './RerouteEditor.tsx'
import type { Measuring } from './use-measuring.ts'

const RerouteEditor = lazyPart(() => import('./RerouteEditor.tsx'))

interface MeasuredProps {
  measuring: Measuring
  /** As it is by now. */
  room: Case
}

/** The dialog of the measure that is drawn up. */
export function Measured({ measuring, room }: MeasuredProps) {
  const { asked, written, write, draw, adopt, leave, sent } = measuring
  if (!asked) return null
  return (
    <MeasureDialog
      asked={asked}
      now={room}
      onAdopt={() => adopt(room)}
      written={written(asked)}
      onWritten={(change) => write(asked, change)}
      onDraw={draw}
      onLeave={leave}
      onSent={() => sent(asked)}
    />
  )
}

/** The map on which another route is drawn for a works of it. */
export function AnotherRoute({ measuring, room, onDrawn }: MeasuredProps & Pick<RerouteEditorProps, 'onDrawn'>) {
  const { asked, drawnId, written, write, adopt, leave, sent } = measuring
  if (!asked || !drawnId) return null
  return (
    <RerouteEditor
      asked={asked}
      now={room}
      onAdopt={() => adopt(room)}
      onDrawn={onDrawn}
      worksId={drawnId}
      words={written(asked).words}
      onWords={(words) => write(asked, (now) => ({ ...now, words }))}
      onLeave={leave}
      onSent={() => sent(asked)}
    />
  )
}
