import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Waiting } from '../ui/States.tsx'
import { reportQuery } from './queries.ts'
import { ReportSheet } from './ReportSheet.tsx'

export function ReportDrawer({ number, onClose }: { number: string; onClose: () => void }) {
  const { say } = useSpeech()
  const report = useQuery(reportQuery(number))
  if (report.data) return <ReportSheet report={report.data} onClose={onClose} />
  return (
    <Drawer title={say('report.one')} onClose={onClose}>
      <Waiting query={report} />
    </Drawer>
  )
}
