import type { Procedure } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { DueClock } from './DueClock.tsx'

/** An emergency that is dug before it has a permit: for what danger, and by when its application has to be there. */
export function EmergencyCard({ emergency }: { emergency: NonNullable<Procedure['emergency']> }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { ground, notifiedAt, fileBy, filedAt } = emergency
  return (
    <article className="permit-card">
      <h3>
        {say('emergency.title')}: {say(`emergency.ground.${ground}`)}
      </h3>
      <p className="form-note">
        {say('emergency.notified')} <time dateTime={notifiedAt}>{moment(notifiedAt)}</time>
      </p>
      {filedAt ? (
        <p className="form-note">
          {say('emergency.filed')} <time dateTime={filedAt}>{moment(filedAt)}</time>
        </p>
      ) : (
        <DueClock dueAt={fileBy} label={say('emergency.fileBy')} />
      )}
    </article>
  )
}
