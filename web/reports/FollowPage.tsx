import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { followedReportQuery } from './queries.ts'
import { ReportSheet } from './ReportSheet.tsx'

/** What has become of a report, for whoever has its link. */
export default function FollowPage() {
  const { say } = useSpeech()
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const report = useQuery(followedReportQuery(token))
  const navigate = useNavigate()
  const leave = () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/reports', search: search as never })
  }
  if (report.data) return <ReportSheet report={report.data} follow={token} onClose={leave} />
  return (
    <Drawer title={say('report.follow')} onClose={leave}>
      {/* a link that was cut short is no request to be corrected, member by member */}
      {report.error?.status === 400 ? (
        <Empty icon="warning" title={say('report.followWrong')}>
          <p>{say('report.followWrongDetail')}</p>
        </Empty>
      ) : (
        <Waiting query={report} />
      )}
    </Drawer>
  )
}
