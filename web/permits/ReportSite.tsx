import { useNavigate } from '@tanstack/react-router'
import type { WorksSummary } from '../../server/works/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { handOver } from '../reports/handed-over.ts'
import { blank } from '../reports/use-report.ts'

/** Leads whoever stands at a site to a report about it, with the place filled in. */
export function ReportSite({ works: { centre } }: { works: Pick<WorksSummary, 'centre'> }) {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const search = ({ lang }: Address) => readAddress({ lang })
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        const [lng = 0, lat = 0] = centre
        handOver({ draft: { ...blank, spot: { lng, lat } }, opens: 'full' })
        void navigate({ to: '/reports/new', search: search as never })
      }}
    >
      {say('permit.reportSite')}
    </button>
  )
}
