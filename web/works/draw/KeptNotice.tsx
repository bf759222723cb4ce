import { useSpeech } from '../../i18n/language.tsx'

/** A drawing from before is here again: go on with it, or begin anew. */
export function KeptNotice({ onKeep, onAnew }: { onKeep: () => void; onAnew: () => void }) {
  const { say } = useSpeech()
  return (
    <p className="hint-line" role="status">
      {say('draw.kept')}{' '}
      <button type="button" className="link" onClick={onKeep}>
        {say('draw.keep')}
      </button>{' '}
      <button type="button" className="link" onClick={onAnew}>
        {say('draw.anew')}
      </button>
    </p>
  )
}
