import type { Status } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { StrokeSample } from './StrokeSample.tsx'
import { strokeOf } from './strokes.ts'

export function StatusTag({ status }: { status: Status }) {
  const { say } = useSpeech()
  return (
    <span className="status-tag">
      <StrokeSample stroke={strokeOf[status]} />
      {say(`status.${status}`)}
    </span>
  )
}
