import { Fragment, type ReactNode } from 'react'
import { type MessageId, useSpeech } from './language.tsx'

/** No text holds these: they stand for a part until the message is said. */
const [before, after] = ['\uE000', '\uE001']

/** A message with links and other elements in the place of its values. */
export function Sentence({ id, parts }: { id: MessageId; parts: Record<string, ReactNode> }) {
  const { say } = useSpeech()
  const marks = Object.fromEntries(Object.keys(parts).map((name) => [name, `${before}${name}${after}`]))
  const pieces = say(id, marks).split(new RegExp(`${before}(\\w+)${after}`))
  return pieces.map((piece, place) => {
    const key = place
    return <Fragment key={key}>{place % 2 === 1 ? parts[piece] : piece}</Fragment>
  })
}
