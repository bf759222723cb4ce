import { useQueries } from '@tanstack/react-query'
import { roleMay } from '../../../server/access/rules.ts'
import { useAddress } from '../../address.ts'
import { useUser } from '../../agencies/queries.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { streetPavementQuery } from './queries.ts'

/** So many streets are named; a works that crosses more has them in its list. */
const most = 4

/** From a works to the ledgers of the streets that it lies on. */
export default function StreetLedgers({ streetIds }: { streetIds: readonly string[] }) {
  const { say, name } = useSpeech()
  const address = useAddress()
  const follow = useFollow()
  const role = useUser()?.role ?? null
  const enabled = roleMay(role, 'works.read')
  const streets = useQueries({
    queries: streetIds.slice(0, most).map((id) => ({ ...streetPavementQuery(id), enabled })),
  })
  const known = streets.flatMap(({ data }) => (data ? [data.street] : []))
  if (known.length === 0) return null
  return (
    <>
      <h2>{say('nav.streets')}</h2>
      <ul>
        {known.map((street) => (
          <li key={street.id}>
            <a className="link" href={hrefOf(`/streets/${street.id}`, address)} onClick={follow}>
              <bdi>{name(street.name)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
