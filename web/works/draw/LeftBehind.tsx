import { useState } from 'react'
import { ago } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import type { KeptDraft } from './kept-draft.ts'
import { deleteLeft, useLeftBehind } from './use-window-drawing.ts'

interface LeftBehindProps {
  authorId: string
  /** The drawing of this window. */
  own: string
  /** Called off where another window has taken it meanwhile. */
  onContinue: (kept: KeptDraft, onGone: () => void) => void
}

/** Drawings that closed windows have left unsaved: to go on with, or to delete. */
export function LeftBehind({ authorId, own, onContinue }: LeftBehindProps) {
  const { language, say } = useSpeech()
  const { left, look } = useLeftBehind(authorId, own)
  const [deleting, setDeleting] = useState<KeptDraft | null>(null)
  if (left.length === 0) return null
  const titleOf = ({ draft }: KeptDraft) => draft?.title.trim() || say('draw.untitled')
  const remove = ({ id }: KeptDraft) => {
    setDeleting(null)
    void deleteLeft(authorId, id).then(look)
  }
  return (
    <section className="left-behind" aria-label={say('draw.left')}>
      <h2>{say('draw.left')}</h2>
      <ul>
        {left.map((kept) => (
          <li key={kept.id}>
            <span dir="auto">{titleOf(kept)}</span>
            <small>
              {say('draw.points', { count: kept.vertices.length })}
              {kept.keptAt ? ` · ${ago(kept.keptAt, new Date(), language)}` : ''}
            </small>
            <button type="button" className="link" onClick={() => onContinue(kept, look)}>
              {say('draw.leftContinue')}
              <span className="visually-hidden">{titleOf(kept)}</span>
            </button>
            <button type="button" className="link" onClick={() => setDeleting(kept)}>
              {say('draw.leftDelete')}
              <span className="visually-hidden">{titleOf(kept)}</span>
            </button>
          </li>
        ))}
      </ul>
      {deleting ? (
        <Confirm
          title={titleOf(deleting)}
          detail={say('draw.leftDeleteDetail')}
          act={say('draw.leftDelete')}
          keep={say('draw.leftKeep')}
          onAct={() => remove(deleting)}
          onKeep={() => setDeleting(null)}
        />
      ) : null}
    </section>
  )
}
