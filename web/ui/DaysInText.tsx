import { Fragment } from 'react'
import { fullDay, sentenceDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

const isoDay = /^\d{4}-\d{2}-\d{2}$/
const reference = /^[A-Z]{3}-/
/** Days, and numbers of works and papers: a number that breaks at its hyphen is read as two. */
const told = /(\b\d{4}-\d{2}-\d{2}\b|\b[A-Z]{3}(?:-[A-Z])?-\d{4}-\d{5,}\b)/

/** A sentence of the server, its days and numbers written as the reader wants them: a bare ISO day turns round between Arabic words. */
export function DaysInText({ text }: { text: string }) {
  const { language } = useSpeech()
  return text.split(told).map((part, index) => {
    const key = index
    if (isoDay.test(part))
      return (
        <time key={key} dateTime={part}>
          {fullDay(part, language)}
        </time>
      )
    if (reference.test(part) && told.test(part))
      return (
        <span key={key} className="unbroken">
          {part}
        </span>
      )
    return <Fragment key={key}>{sentenceDigits(part)}</Fragment>
  })
}
