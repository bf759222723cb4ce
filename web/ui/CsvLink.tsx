import { withQuery } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from './Icon.tsx'

/** A list as a table, narrowed as the page narrows it: the service writes it in the language of the page. */
export function CsvLink({ path, query }: { path: string; query: Parameters<typeof withQuery>[1] }) {
  const { language, say } = useSpeech()
  return (
    <a className="pill" href={withQuery(path, { ...query, lang: language })} download>
      {say('file.csv')}
      <Icon name="download" size={14} />
    </a>
  )
}
