import { Fragment } from 'react'
import { fullDay, sentenceDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

const isoDay = /(\d{4}-\d{2}-\d{2})/

/** A sentence of the server, its days and numbers written as the reader wants them: a bare ISO day turns round between Arabic words. */
export function DaysInText({ text }: { text: string }) {
  const { language } = useSpeech()
  return text.split(isoDay).map((part, index) => {
    const key = index
    return isoDay.test(part) ? (
      <time key={key} dateTime={part}>
        {fullDay(part, language)}
      </time>
    ) : (
      <Fragment key={key}>{sentenceDigits(part)}</Fragment>
    )
  })
}
