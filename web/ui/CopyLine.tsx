import { useId, useRef, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'

/** A text to take along, such as a link: copied by the button, or selected where the browser does not let us copy. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  const { say } = useSpeech()
  const [told, setTold] = useState<'copy.done' | 'copy.byHand'>()
  const line = useRef<HTMLInputElement>(null)
  const id = useId()
  const copy = async () => {
    line.current?.select()
    setTold((await copied(value)) ? 'copy.done' : 'copy.byHand')
  }
  return (
    <div className="copy-line">
      <label htmlFor={id}>{label}</label>
      <div className="buttons">
        <input ref={line} id={id} dir="ltr" readOnly value={value} onFocus={({ target }) => target.select()} />
        <button type="button" className="button" onClick={() => void copy()}>
          {say('copy.act')}
        </button>
      </div>
      <p className="form-note" role="status">
        {told ? say(told) : ''}
      </p>
    </div>
  )
}

/** There is no clipboard on plain HTTP, and it may be refused: the older way takes what is selected. */
async function copied(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    return document.execCommand('copy')
  }
}
