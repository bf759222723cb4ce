import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { ReportReceipt } from '../../server/reports/contract.ts'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'

/** The number, and the link that only the reporter has: it is shown this once. */
export function ReportReceived({ receipt, onClose }: { receipt: ReportReceipt; onClose: () => void }) {
  const { say } = useSpeech()
  const search = (before: Address) => travelling(before)
  return (
    <Drawer subject="received" title={say('report.thanks')} onClose={onClose}>
      <div className="receipt" data-testid="receipt">
        <Icon name="check" size={40} />
        <p>{say('report.number')}</p>
        <strong>
          <Id>{receipt.number}</Id>
        </strong>
        <p>{say('report.keepLink')}</p>
        <FollowLink follow={receipt.follow} />
        <Link
          to="/reports/follow/$token"
          params={{ token: receipt.follow } as never}
          search={search as never}
          className="button primary"
        >
          {say('report.follow')}
        </Link>
        <p className="form-note">{say('report.thanksDetail')}</p>
      </div>
    </Drawer>
  )
}

/** The link as text, to be copied by hand or by the button where the browser lets us. */
function FollowLink({ follow }: { follow: string }) {
  const { language, say } = useSpeech()
  const [copied, setCopied] = useState(false)
  const id = useId()
  const link = `${window.location.origin}/reports/follow/${follow}?lang=${language}`
  return (
    <div className="follow-link">
      <label htmlFor={id}>{say('report.followLink')}</label>
      <input id={id} dir="ltr" readOnly value={link} onFocus={({ target }) => target.select()} />
      {navigator.clipboard ? (
        <button
          type="button"
          className="button"
          onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
        >
          {copied ? say('report.copied') : say('report.copy')}
        </button>
      ) : null}
    </div>
  )
}
