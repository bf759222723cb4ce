import { useSpeech } from '../../i18n/language.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { KeptReports } from './KeptReports.tsx'
import type { KeptReport } from './rules.ts'

interface KeptNoticeProps {
  onAnother: () => void
  onTakeUp: ((report: KeptReport) => void) | null
  onClose: () => void
}

/** That a report has not arrived, and is not lost; it says so by itself once it has. */
export function KeptNotice({ onAnother, onTakeUp, onClose }: KeptNoticeProps) {
  const { say } = useSpeech()
  return (
    <Drawer
      subject="kept"
      title={say('report.kept.title')}
      subtitle={say('report.kept.detail')}
      onClose={onClose}
      actions={
        <button type="button" className="button" onClick={onAnother}>
          {say('report.kept.another')}
        </button>
      }
    >
      <KeptReports onTakeUp={onTakeUp} />
    </Drawer>
  )
}
