import './laboratory.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Works } from '../../../server/works/contract.ts'
import { type Address, readAddress, travelling } from '../../address.ts'
import { municipalitiesQuery, useAgencies, useUser } from '../../agencies/queries.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useRecordsSamplesOf } from './may-record.ts'
import { samplePlanQuery } from './queries.ts'
import { isToldPlan } from './told-plan.ts'
import { useMeasured } from './use-measured.ts'

/** Ground that has been opened owes samples. */
const opened: readonly Works['status'][] = ['in_progress', 'suspended', 'reinstated', 'in_guarantee']
const figures = ['due', 'passed', 'waiting', 'late', 'failed', 'missing'] as const

function useIsTold(works: Works): boolean {
  const user = useUser()
  const { byId } = useAgencies()
  const { data: municipalities = [] } = useQuery(municipalitiesQuery)
  return isToldPlan(works, user, { agency: byId.get(user?.agencyId ?? ''), municipalities })
}

/** Which samples a works owes, and where they stand; the way to them and to a new one. */
export default function SamplesOfWorks({ works }: { works: Works }) {
  const { language, say } = useSpeech()
  const measured = useMeasured()
  const records = useRecordsSamplesOf()
  const isTold = useIsTold(works)
  const isAsked = opened.includes(works.status) && isTold
  const plan = useQuery({ ...samplePlanQuery(works.id), enabled: isAsked })
  if (!isAsked || !plan.data || plan.data.lines.length === 0) return null
  const to = (more: Partial<Address>) => ((before: Address) => readAddress({ ...travelling(before), ...more })) as never
  return (
    <section className="sample-plan" aria-label={say('sample.plan')}>
      <h2>{say('sample.plan')}</h2>
      <p>{say(plan.data.isMet ? 'sample.planMet' : 'sample.planOpen')}</p>
      <table>
        <thead>
          <tr>
            <th>{say('sample.kindOne')}</th>
            {figures.map((figure) => (
              <th key={figure}>{say(`sample.figure.${figure}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.data.lines.map((line) => (
            <tr key={`${line.kind}-${line.layer}`}>
              <th scope="row">
                {`${say(`sample.kind.${line.kind}`)} · ${say(`sample.layer.${line.layer}`)}`}
                <small> {say('sample.leastOf', { value: measured(line.least, line.kind) })}</small>
              </th>
              {figures.map((figure) => (
                <td key={figure}>{number(line[figure], language)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="buttons wrapping">
        <Link className="button small" to="/samples" search={to({ q: works.number })}>
          {say('sample.ofWorks')}
        </Link>
        {records(works) ? (
          <Link className="button small" to="/samples" search={to({ sel: `new:${works.id}` })}>
            {say('sample.new')}
          </Link>
        ) : null}
      </p>
    </section>
  )
}
