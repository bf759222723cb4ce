import './permits.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { PublicPermit } from '../../server/permits/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Dates } from '../ui/Dates.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { TrenchShared } from '../works/TrenchShared.tsx'
import { CheckPermit } from './CheckPermit.tsx'
import { Conditions } from './Conditions.tsx'
import { PermitPapers } from './PermitPapers.tsx'
import { PermitStateTag } from './PermitStateTag.tsx'
import { permitQuery } from './queries.ts'
import { ReportSite } from './ReportSite.tsx'

/** Whether there is a permit of this number, and whether it may be dug on today: for whoever stands at the site. */
export default function PermitPage() {
  const { say } = useSpeech()
  const { number: asked = '' } = useParams({ strict: false }) as { number?: string }
  const permit = useQuery(permitQuery(asked))
  const isUnknown = permit.isError && [400, 404].includes(permit.error.status)
  return (
    <section className="listing permit-page" aria-label={say('permit.one')}>
      <div className="permit-sheet">
        <p className="form-note">{say('permit.one')}</p>
        <h1>
          <bdi dir="ltr">{asked}</bdi>
        </h1>
        {permit.data ? <Verified {...permit.data} /> : null}
        {isUnknown ? (
          <Empty icon="warning" title={say('permit.none')}>
            <p>{say('permit.noneDetail')}</p>
          </Empty>
        ) : null}
        {permit.data || isUnknown ? null : <Waiting query={permit} />}
        <CheckPermit />
      </div>
    </section>
  )
}

function Verified({ permit, code, state, works, connections, trench, notice }: PublicPermit) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const search = ({ lang }: Address) => readAddress({ lang, sel: works?.id })
  return (
    <>
      <div className="permit-verdict" data-state={state} role="status">
        <PermitStateTag state={state} />
        <p>{say(`permit.says.${state}`)}</p>
      </div>
      {works ? (
        <dl className="facts">
          <div>
            <dt>{say('permit.works')}</dt>
            <dd dir="auto">{works.title}</dd>
          </div>
          <div>
            <dt>{say('permit.holder')}</dt>
            <dd>
              <AgencyChip id={works.agencyId} />
            </dd>
          </div>
          {works.streetName ? (
            <div>
              <dt>{say('permit.street')}</dt>
              <dd>{name(works.streetName)}</dd>
            </div>
          ) : null}
          {connections === null ? null : (
            <div>
              <dt>{say('connection.title')}</dt>
              <dd>{number(connections, language)}</dd>
            </div>
          )}
          {trench ? (
            <div>
              <dt>{say('trench.title')}</dt>
              <dd>
                <TrenchShared trench={trench} worksId={works.id} />
              </dd>
            </div>
          ) : null}
        </dl>
      ) : null}
      <h2>{say('permit.valid')}</h2>
      <Dates period={permit.valid} />
      {notice ? (
        <>
          <h2>{say('notice.title')}</h2>
          <p>{name(notice.text)}</p>
        </>
      ) : null}
      <h2>{say('permit.conditions')}</h2>
      <Conditions conditions={permit.conditions} />
      <p className="form-note">
        {say('permit.issued')} <time dateTime={permit.issuedAt}>{moment(permit.issuedAt)}</time>
      </p>
      <p className="form-note">
        {say('permit.code')} <bdi dir="ltr">{code}</bdi>. {say('permit.codeNote')}
      </p>
      {state === 'void' ? null : <PermitPapers number={permit.number} />}
      {works ? <ReportSite works={works} /> : null}
      {works ? (
        <Link to="/" search={search as never} className="link">
          {say('permit.onMap')}
        </Link>
      ) : null}
    </>
  )
}
