import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OpenSession } from '../../server/accounts/contract.ts'
import { useLeaving } from '../agencies/use-leaving.tsx'
import { useSignOut } from '../agencies/use-sign-out.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Sentence } from '../i18n/Sentence.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { deviceOf } from './device.ts'
import { sessionsQuery } from './queries.ts'

/** Where they are signed in, and the way out of all of it. */
export function OwnSessions({ userId }: { userId: string }) {
  const { say } = useSpeech()
  const sessions = useQuery(sessionsQuery)
  const signOut = useSignOut('everywhere')
  const { beforeLeaving, question } = useLeaving(userId)
  const [asking, setAsking] = useState(false)
  return (
    <section className="own-sessions" aria-label={say('own.sessions')}>
      <h2>{say('own.sessions')}</h2>
      {sessions.data ? null : <Waiting query={sessions} />}
      <ul>
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {signOut.isError ? <Failure problem={signOut.error} /> : null}
      <button type="button" className="button" disabled={signOut.isPending} onClick={() => setAsking(true)}>
        {say('own.signOutAll')}
      </button>
      {asking ? (
        <Confirm
          title={say('own.signOutAsked')}
          detail={say('own.signOutDetail')}
          act={say('own.signOutAll')}
          keep={say('own.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            beforeLeaving(() => signOut.mutate())
          }}
        />
      ) : null}
      {question}
    </section>
  )
}

function SessionRow({ session: { isThis, createdAt, seenAt, address, userAgent } }: { session: OpenSession }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const device = deviceOf(userAgent)
  const words = device ? say('own.device', device) : say('own.unknownDevice')
  return (
    <li>
      <span className="row-top">
        <strong>{words}</strong>
        {isThis ? <span className="tag green">{say('own.here')}</span> : null}
      </span>
      <span className="row-facts">
        <span>{say('own.since', { when: moment(createdAt) })}</span>
        {isThis ? null : <span>{say('own.seen', { when: moment(seenAt) })}</span>}
        {address ? (
          <span>
            <Sentence
              id="own.from"
              parts={{
                address: (
                  <bdi key="address" dir="ltr">
                    {address}
                  </bdi>
                ),
              }}
            />
          </span>
        ) : null}
      </span>
    </li>
  )
}
