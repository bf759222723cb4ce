import { Fragment, type ReactNode } from 'react'
import { useSpeech } from './language.tsx'

/** Values in a row, apart from each other as the page's language writes it; each keeps a direction of its own. */
export function Listed({ items }: { items: readonly ReactNode[] }) {
  const { say } = useSpeech()
  return items.map((item, place) => {
    const key = place
    return (
      <Fragment key={key}>
        {place > 0 ? say('list.joint') : null}
        {item}
      </Fragment>
    )
  })
}
