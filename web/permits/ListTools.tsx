import { AgencyFilter } from '../agencies/AgencyFilter.tsx'
import { withQuery } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

interface ListToolsProps {
  /** Of the file: the list of the service, and what it is narrowed to. */
  path: '/api/reviews.csv' | '/api/consultations.csv'
  asked: Record<string, string | undefined>
}

/** Whose works a list shows, and the list as a file. */
export function ListTools({ path, asked }: ListToolsProps) {
  const { language, say } = useSpeech()
  return (
    <>
      <AgencyFilter />
      <a className="pill" href={withQuery(path, { ...asked, lang: language })} download>
        {say('list.file')}
        <Icon name="download" size={14} />
      </a>
    </>
  )
}
