import { useSpeech } from '../i18n/language.tsx'

/** The session is over while something is not stored yet: another window signs in, and nothing here is lost. */
export function SessionEnded() {
  const { language, say } = useSpeech()
  return (
    <p className="incomplete" role="alert">
      {say('session.ended')}{' '}
      <a className="link" href={`/sign-in?lang=${language}`} target="_blank" rel="noreferrer">
        {say('session.signInElsewhere')}
      </a>
    </p>
  )
}
