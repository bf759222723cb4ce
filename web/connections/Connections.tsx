import './connections.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Connection, Connections as Listed } from '../../server/works/connections/contract.ts'
import { carriesConnections, photoRefusal } from '../../server/works/connections/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Waiting } from '../ui/States.tsx'
import { ConnectionRow } from './ConnectionRow.tsx'
import { ConnectionsOnMap } from './ConnectionsOnMap.tsx'
import { MarkBar } from './MarkBar.tsx'
import { connectionsQuery } from './queries.ts'

/** The connections of a works that has many in one permit: how many are done, each of them, and marking them. */
export default function Connections({ works, onEdit }: { works: Works; onEdit: () => void }) {
  const { say } = useSpeech()
  const user = useUser()
  const isShown = carriesConnections(works) && user !== null && roleMay(user.role, 'works.read')
  const query = useQuery({ ...connectionsQuery(works.id), enabled: isShown })
  if (!isShown) return null
  return (
    <section className="connections" aria-label={say('connection.title')}>
      <h2>{say('connection.title')}</h2>
      {query.data ? <ConnectionList works={works} listed={query.data} onEdit={onEdit} /> : <Waiting query={query} />}
    </section>
  )
}

function ConnectionList({ works, listed, onEdit }: { works: Works; listed: Listed; onEdit: () => void }) {
  const { language, say } = useSpeech()
  const { items, may } = listed
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const shown = useMemo(
    () =>
      items
        .filter(isStanding)
        .map((one) => ({ key: one.id, line: one.line, look: one.state, isChosen: chosen.has(one.id) })),
    [items, chosen],
  )
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const markable = may.mark && items.length > 0
  const marked = items.filter(({ id }) => chosen.has(id))
  return (
    <>
      {items.length === 0 ? (
        <p className="form-note">
          {works.connections === null
            ? say('connection.none')
            : say('connection.onlyCounted', { count: works.connections })}
        </p>
      ) : (
        <Progress listed={listed} />
      )}
      {may.change || may.amend ? (
        <button type="button" className={items.length === 0 ? 'button primary' : 'button'} onClick={onEdit}>
          <Icon name="plus" size={16} />
          {say(may.change ? 'connection.enter' : 'connection.amend')}
        </button>
      ) : null}
      {markable ? <ChooseAll items={items} chosen={chosen} onChoose={setChosen} /> : null}
      {items.length > 0 ? (
        <ol className="connection-list" data-testid="connections">
          {items.map((one) => (
            <ConnectionRow
              key={one.id}
              worksId={works.id}
              connection={one}
              isChosen={chosen.has(one.id)}
              onChoose={markable ? (isChosen) => choose(one.id, isChosen) : null}
              mayShow={may.mark && photoRefusal(one.state, works.status) === null}
            />
          ))}
        </ol>
      ) : null}
      {markable && marked.length > 0 ? (
        <MarkBar works={works} chosen={marked} may={may} onDone={() => setChosen(new Set())} />
      ) : null}
      {items.length > 0 ? (
        <p className="form-note">
          {say('connection.limits', {
            most: number(listed.limits.most, language),
            longest: number(listed.limits.longestMetres, language),
            main: number(listed.limits.mainRouteMetres, language),
          })}
        </p>
      ) : null}
      <ConnectionsOnMap connections={shown} />
    </>
  )
}

function isStanding(one: Connection): one is Connection & { state: 'planned' | 'done' } {
  return one.state !== 'cancelled'
}

function Progress({ listed: { counts } }: { listed: Listed }) {
  const { language, say } = useSpeech()
  const all = counts.planned + counts.done
  const words = say('connection.progress', { done: number(counts.done, language), all: number(all, language) })
  return (
    <div className="connection-progress">
      <strong>{words}</strong>
      {counts.cancelled > 0 ? <span>{say('connection.cancelledCount', { count: counts.cancelled })}</span> : null}
      <progress max={Math.max(all, 1)} value={counts.done} aria-label={words} />
    </div>
  )
}

interface ChooseAllProps {
  items: readonly Connection[]
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

function ChooseAll({ items, chosen, onChoose }: ChooseAllProps) {
  const { say } = useSpeech()
  const planned = items.filter(({ state }) => state === 'planned').map(({ id }) => id)
  if (planned.length === 0) return null
  const isAll = planned.every((id) => chosen.has(id))
  return (
    <label className="connection-all">
      <input type="checkbox" checked={isAll} onChange={() => onChoose(new Set(isAll ? [] : planned))} />
      {say('connection.chooseAll')}
    </label>
  )
}
