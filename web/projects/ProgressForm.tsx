import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Works } from '../../server/works/contract.ts'
import { mostParts, type Progressed } from '../../server/works/progress/contract.ts'
import { answered, type Problem, write } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { MovedOn } from '../permits/amend/MovedOn.tsx'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { PartFields } from './PartFields.tsx'
import { gapOf, newPart, partOf } from './parts.ts'

/** Makes works of a future project: which kind, which stretch, which days; what is left stays a plan. */
export function ProgressForm({ project, onDone }: { project: Works; onDone: () => void }) {
  const { say, language } = useSpeech()
  const client = useQueryClient()
  // what is written is about the project as it was seen: another version of it is to be seen first
  const [seen, setSeen] = useState(project)
  const [parts, setParts] = useState(() => [newPart(project)])
  const [gap] = parts.flatMap((part) => gapOf(part, project.lengthMetres) ?? [])
  const progress = useMutation<Progressed, Problem>({
    mutationFn: () =>
      answered(
        write<Progressed>('POST', `/api/works/${project.id}/progress`, {
          version: seen.version,
          parts: parts.map(partOf),
        }),
      ),
    onSuccess: () => {
      touchTiles()
      onDone()
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['works'] }),
  })
  const hasRefused = hasMovedOn(progress.error)
  const newer = project.version > seen.version && !progress.isPending ? project : null
  const adopt = () => {
    setSeen(project)
    progress.reset()
  }
  return (
    <form className="form progress-form" onSubmit={(event) => event.preventDefault()}>
      <p className="form-note">{say('project.left', { metres: number(project.lengthMetres, language) })}</p>
      {parts.map((part, at) => (
        <PartFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its number
          key={at}
          at={at}
          part={part}
          isLine={!project.route.type.endsWith('Polygon')}
          onChange={(next) => setParts(parts.with(at, next))}
          onRemove={parts.length > 1 ? () => setParts(parts.toSpliced(at, 1)) : undefined}
        />
      ))}
      <button
        type="button"
        className="button"
        disabled={parts.length >= mostParts}
        onClick={() => setParts([...parts, newPart(project, parts.at(-1))])}
      >
        <Icon name="plus" size={16} />
        {say('project.addPart')}
      </button>
      {gap ? <p className="missing">{say(`project.gap.${gap}`)}</p> : null}
      {progress.isError && !hasRefused ? <Failure problem={progress.error} /> : null}
      {newer || hasRefused ? <MovedOn seen={seen} now={newer} onAdopt={adopt} /> : null}
      <div className="way-deeds">
        <button
          type="button"
          className="button primary"
          disabled={gap !== undefined || newer !== null || hasRefused || progress.isPending}
          onClick={() => progress.mutate()}
        >
          {say('project.doProgress', { count: parts.length })}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {say('project.stop')}
        </button>
      </div>
    </form>
  )
}
