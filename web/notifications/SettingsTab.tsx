import { useQuery } from '@tanstack/react-query'
import type { NoticeSettings } from '../../server/notifications/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Select } from '../ui/Select.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { ChoicesTable } from './ChoicesTable.tsx'
import { noticeSettingsQuery, useChangeNoticeSettings } from './queries.ts'

const hours = Array.from({ length: 24 }, (_one, hour) => String(hour))

/** Where one wants to be told of what: kept at once. */
export function SettingsTab() {
  const { language } = useSpeech()
  const query = useQuery(noticeSettingsQuery(language))
  return query.data ? <SettingsOf settings={query.data} /> : <Waiting query={query} />
}

function SettingsOf({ settings }: { settings: NoticeSettings }) {
  const { language, say } = useSpeech()
  const change = useChangeNoticeSettings(language)
  const hourOf = (hour: string) =>
    `${number(Number(hour), language).padStart(2, number(0, language))}:${number(0, language)}${number(0, language)}`
  return (
    <div className="notice-settings">
      <p className="form-note">
        {say(settings.mails ? 'notice.mailsTo' : 'notice.noMails')}{' '}
        {settings.mails ? <bdi dir="ltr">{settings.address}</bdi> : null}
      </p>
      {change.isError ? <Failure problem={change.error} /> : null}
      <div className="notice-person">
        <Select
          label={say('notice.language')}
          value={settings.language}
          onChange={(next) => change.mutate({ language: next })}
          options={[
            { value: 'ar', label: 'العربية' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Select
          label={say('notice.digestHour')}
          value={String(settings.digestHour)}
          onChange={(hour) => change.mutate({ digestHour: Number(hour) })}
          options={hours.map((hour) => ({ value: hour, label: hourOf(hour) }))}
        />
      </div>
      <ChoicesTable settings={settings} onChange={(choice) => change.mutate({ kinds: [choice] })} />
      <p className="form-note" role="status">
        {change.isSuccess ? say('notice.kept') : ''}
      </p>
    </div>
  )
}
