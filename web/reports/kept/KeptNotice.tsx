import { useSpeech } from '../../i18n/language.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { KeptReports } from './KeptReports.tsx'
import { type KeptReport, standingOf } from './rules.ts'
import { useKeptReports } from './use-kept.ts'

const titles = {
  waiting: 'report.kept.title',
  needs_you: 'report.kept.needsYou',
  arrived: 'report.thanks',
  none: 'report.kept.none',
} as const

interface KeptNoticeProps {
  onAnother: () => void
  onTakeUp: ((report: KeptReport) => void) | null
  onClose: () => void
}

/** That a report has not arrived, and is not lost; it says so by itself once it has. */
export function KeptNotice({ onAnother, onTakeUp, onClose }: KeptNoticeProps) {
  const { say } = useSpeech()
  const kept = useKeptReports()
  // until it has been read, it is what this stands here for
  const standing = kept ? standingOf(kept.map(({ report }) => report)) : 'waiting'
  return (
    <Drawer
      subject={`kept ${standing}`}
      title={say(titles[standing])}
      subtitle={standing === 'waiting' ? say('report.kept.detail') : undefined}
      onClose={onClose}
      actions={
        <button type="button" className="button" onClick={onAnother}>
          {say('report.kept.another')}
        </button>
      }
    >
      <KeptReports kept={kept} onTakeUp={onTakeUp} />
    </Drawer>
  )
}
