import type { Language } from '../../server/language/contract.ts'
import type { ReportReceipt } from '../../server/reports/contract.ts'
import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { CopyLine } from '../ui/CopyLine.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'

/** Where whoever has it follows a report. */
export function followAddress({ follow }: ReportReceipt, language: Language): string {
  return `${window.location.origin}/reports/follow/${follow}?lang=${language}`
}

/** The number, and the link that only the reporter has: it is shown this once. */
export function ReportReceived({ receipt, onClose }: { receipt: ReportReceipt; onClose: () => void }) {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  return (
    <Drawer subject="received" title={say('report.thanks')} onClose={onClose}>
      <div className="receipt" data-testid="receipt">
        <Icon name="check" size={40} />
        <p>{say('report.number')}</p>
        <strong>
          <Id>{receipt.number}</Id>
        </strong>
        <p>{say('report.keepLink')}</p>
        <CopyLine label={say('report.followLink')} value={followAddress(receipt, language)} />
        <a href={hrefOf(`/reports/follow/${receipt.follow}`, address)} onClick={follow} className="button primary">
          {say('report.follow')}
        </a>
        <p className="form-note">{say('report.thanksDetail')}</p>
      </div>
    </Drawer>
  )
}
