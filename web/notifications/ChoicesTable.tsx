import { Fragment } from 'react'
import {
  groups,
  type MailChoice,
  mailChoices,
  type NoticeKind,
  type NoticeSettings,
} from '../../server/notifications/contract.ts'
import { useSpeech } from '../i18n/language.tsx'

interface ChoicesTableProps {
  settings: NoticeSettings
  onChange: (choice: { kind: NoticeKind; app: boolean; mail: MailChoice }) => void
}

/** Each kind of notice, and where it comes. */
export function ChoicesTable({ settings, onChange }: ChoicesTableProps) {
  const { say } = useSpeech()
  const grouped = groups.flatMap((group) => {
    const kinds = settings.kinds.filter((each) => each.group === group)
    return kinds.length > 0 ? { group, kinds } : []
  })
  return (
    <table className="notice-choices">
      <caption className="visually-hidden">{say('notice.tab.settings')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('notice.kind')}</th>
          <th scope="col">{say('notice.inApp')}</th>
          <th scope="col">{say('notice.byMail')}</th>
        </tr>
      </thead>
      <tbody>
        {grouped.map(({ group, kinds }) => (
          <Fragment key={group}>
            <tr className="notice-group">
              <th colSpan={3} scope="rowgroup">
                {say(`notice.group.${group}`)}
              </th>
            </tr>
            {kinds.map(({ kind, name, app, mail }) => (
              <tr key={kind}>
                <th scope="row">{name}</th>
                <td>
                  <input
                    type="checkbox"
                    checked={app}
                    aria-label={`${say('notice.inApp')}: ${name}`}
                    onChange={() => onChange({ kind, app: !app, mail })}
                  />
                </td>
                <td>
                  <select
                    value={mail}
                    disabled={!settings.mails}
                    aria-label={`${say('notice.byMail')}: ${name}`}
                    onChange={({ target }) => onChange({ kind, app, mail: target.value as MailChoice })}
                  >
                    {mailChoices.map((choice) => (
                      <option key={choice} value={choice}>
                        {say(`notice.mail.${choice}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}
