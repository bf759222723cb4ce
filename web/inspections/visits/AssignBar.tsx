import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Visit } from '../../../server/inspections/visits/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Select } from '../../ui/Select.tsx'
import { isOpen } from './open.ts'
import { type Assigned, inspectorsQuery, useAssigning } from './queries.ts'

interface AssignBarProps {
  items: readonly Visit[]
  chosen: readonly Visit[]
  onPick: (ids: readonly string[]) => void
}

const nobody = 'nobody'

/** Those that are chosen go to one inspector; what became of each is said. */
export function AssignBar({ items, chosen, onPick }: AssignBarProps) {
  const { language, say, name } = useSpeech()
  const grounds = new Set(chosen.map(({ works }) => works.municipalityId))
  const [ground = ''] = grounds
  const inspectors = useQuery({ ...inspectorsQuery(ground), enabled: ground !== '' }).data ?? []
  const [picked, setTo] = useState(nobody)
  // whoever was chosen for other ground is not there for this one
  const to = inspectors.some(({ id }) => id === picked) ? picked : nobody
  const assigning = useAssigning()
  const able = items.filter(({ state }) => isOpen(state)).map(({ id }) => id)
  const assign = () =>
    assigning.mutate(
      { visits: chosen, userId: to === nobody ? null : to },
      { onSuccess: ({ refused }) => onPick(refused.map(({ id }) => id)) },
    )
  return (
    <div className="assign-bar">
      <div className="buttons wrapping">
        <span role="status">
          {say('visits.selected', { count: chosen.length, shown: number(chosen.length, language) })}
        </span>
        <button type="button" className="link" onClick={() => onPick(chosen.length > 0 ? [] : able)}>
          {say(chosen.length > 0 ? 'visits.clear' : 'visits.selectAll')}
        </button>
      </div>
      {grounds.size > 1 ? <p className="form-note">{say('visits.severalGrounds')}</p> : null}
      {chosen.length > 0 ? (
        <div className="form assign-form">
          <Select
            label={say('visits.assignTo')}
            value={to}
            options={[
              { value: nobody, label: say('visits.nobody') },
              ...inspectors.map(({ id, name: names, open }) => ({
                value: id,
                label: say('visits.openOf', { name: name(names), count: open, shown: number(open, language) }),
              })),
            ]}
            onChange={setTo}
          />
          <button type="button" className="button primary" disabled={assigning.isPending} onClick={assign}>
            {say('visits.assign')}
          </button>
        </div>
      ) : null}
      {assigning.data ? <Report report={assigning.data} /> : null}
    </div>
  )
}

function Report({ report: { done, refused } }: { report: Assigned }) {
  const { language, say } = useSpeech()
  const [first] = refused
  return (
    <p role="status" className={first ? 'missing' : 'form-note'}>
      {say('visits.assigned', { count: done, shown: number(done, language) })}{' '}
      {first
        ? say('visits.someFailed', {
            count: refused.length,
            shown: number(refused.length, language),
            why: first.why ?? say('state.offline'),
          })
        : null}
    </p>
  )
}
