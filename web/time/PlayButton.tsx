import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Play } from './use-play.ts'

/** Plays the window forward; for who wants nothing to move by itself, one step a press. */
export function PlayButton({ play }: { play: Play }) {
  const { say } = useSpeech()
  const words = play.byStep ? say('time.weekLater') : play.playing ? say('time.pause') : say('time.play')
  return (
    <button type="button" className="play" aria-label={words} title={words} onClick={play.pressed}>
      <Icon name={play.byStep ? 'forward' : play.playing ? 'pause' : 'play'} mirror />
    </button>
  )
}
