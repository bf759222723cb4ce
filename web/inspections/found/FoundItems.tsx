import { useQuery } from '@tanstack/react-query'
import type { Inspection } from '../../../server/inspections/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { checklistQuery } from '../queries.ts'
import { PhotosOf } from './PhotosOf.tsx'

/** The items by the version of the checklist that the inspector went by: what failed in full, the others folded. */
export function FoundItems({ inspection }: { inspection: Inspection }) {
  const { language, say, name } = useSpeech()
  const versions = useQuery(checklistQuery(inspection.kind)).data ?? []
  const checklist = versions.find(({ version }) => version === inspection.checklistVersion)
  const wordsOf = (code: string) => {
    const item = checklist?.items.find((each) => each.code === code)
    return item ? name(item.text) : code
  }
  const of = (result: string) => inspection.items.filter((item) => item.result === result)
  if (inspection.items.length === 0) return null
  const [passed, without] = [of('pass'), of('not_applicable')]
  return (
    <>
      <h2>{say('inspections.items')}</h2>
      <ol className="found-items" data-testid="found-items">
        {of('fail').map((item) => {
          const known = checklist?.items.find(({ code }) => code === item.code)
          const reasons = item.reasons.map((code) => {
            const reason = known?.reasons.find((each) => each.code === code)
            return reason ? name(reason.text) : code
          })
          return (
            <li key={item.code} data-severity={item.severity}>
              <strong>
                <Icon name="close" size={16} /> {wordsOf(item.code)}
              </strong>
              <span className="tag" data-tone={item.severity === 'high' ? 'blocking' : 'warning'}>
                {say(`inspection.severity.${item.severity ?? 'low'}`)}
              </span>
              <p>{reasons.join(say('list.joint'))}</p>
              {item.note ? <p dir="auto">{item.note}</p> : null}
              <PhotosOf inspection={inspection} item={item.code} title={wordsOf(item.code)} />
            </li>
          )
        })}
      </ol>
      {passed.length > 0 ? (
        <details>
          <summary>
            {say('inspections.passedItems', { count: passed.length, shown: number(passed.length, language) })}
          </summary>
          <ul className="passed-items">
            {passed.map(({ code }) => (
              <li key={code}>{wordsOf(code)}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {without.length > 0 ? (
        <details>
          <summary>
            {say('inspections.notApplicable', { count: without.length, shown: number(without.length, language) })}
          </summary>
          <ul className="passed-items">
            {without.map(({ code }) => (
              <li key={code}>{wordsOf(code)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
