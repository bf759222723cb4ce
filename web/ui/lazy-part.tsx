import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'

/**
 * A part of a page that is fetched when it is first shown. Where it cannot be fetched, its place says so and offers to try
 * again, and the page around it stands: a lost connection must not take away what is there. It comes by itself once the
 * connection is back.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined
  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, as React's own lazy is
  return function LazyPart(props: Props) {
    const [isMissing, setMissing] = useState(false)
    const [, setLoads] = useState(0)
    const ask = useCallback(() => {
      if (Loaded) return
      load().then(
        (part) => {
          Loaded = part.default
          setMissing(false)
          setLoads((loads) => loads + 1)
        },
        () => setMissing(true),
      )
    }, [])
    useEffect(() => {
      ask()
      window.addEventListener('online', ask)
      return () => window.removeEventListener('online', ask)
    }, [ask])
    if (Loaded) return <Loaded {...props} />
    return isMissing ? <MissingPart onRetry={ask} /> : null
  }
}

function MissingPart({ onRetry }: { onRetry: () => void }) {
  const { say } = useSpeech()
  return (
    <p className="missing" role="alert">
      {say('state.partMissing')}{' '}
      <button type="button" className="link" onClick={onRetry}>
        {say('state.retry')}
      </button>
    </p>
  )
}
