import type { ReactNode } from 'react'

interface FoldProps {
  title: string
  /** A few words that tell, while it is closed, whether to open it. */
  detail?: string
  children: ReactNode
}

/** What is there to be looked up, and nothing that one has to do now: closed until it is asked for. */
export function Fold({ title, detail, children }: FoldProps) {
  return (
    <details className="fold">
      <summary>
        {/* without a space the last letter of the one joins the first of the other, as in one word */}
        <span>{title}</span> {detail ? <small>{detail}</small> : null}
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  )
}
