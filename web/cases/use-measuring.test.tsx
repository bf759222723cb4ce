// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Case } from '../../server/cases/contract.ts'
import type { MeasureAsked } from './send-measure.ts'
import { type Measuring, useMeasuring } from './use-measuring.ts'

let root: Root
let measuring: Measuring

function Room() {
  measuring = useMeasuring()
  return null
}

const works = (start: string) => [
  { id: 'a', period: { start, end: '2027-03-20' } },
  { id: 'b', period: { start: '2027-01-10', end: '2027-01-29' } },
]
const room = (start: string) => ({ id: 'case', causeWorksId: 'a', works: works(start) }) as unknown as Case
const propose = (start: string): MeasureAsked => ({ deed: 'propose', room: room(start), proposalId: null })

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(() => root.render(<Room />))
})
afterEach(() => act(() => root.unmount()))

it('keeps what is written where the dialog is left, and asks anew with the room as it is then', () => {
  const [before, since] = [propose('2027-03-01'), propose('2027-03-05')]
  act(() => measuring.ask(before))
  act(() => measuring.write(before, (now) => ({ words: 'Later.', draft: { ...now.draft, kind: 'sequence' } })))
  act(() => measuring.leave())
  expect(measuring.asked).toBeNull()
  expect(measuring.hasWords).toBe(true)
  act(() => measuring.ask(since))
  expect(measuring.asked?.room).toBe(since.room)
  expect(measuring.written(since)).toMatchObject({ words: 'Later.', draft: { kind: 'sequence', periods: {} } })
})

it('goes on with what is written where works have joined the case meanwhile', () => {
  const asked = propose('2027-03-01')
  act(() => measuring.ask(asked))
  act(() => measuring.write(asked, (now) => ({ words: 'Later.', draft: { ...now.draft, kind: 'sequence' } })))
  const joined = { id: 'c', period: { start: '2027-01-12', end: '2027-01-20' } }
  act(() => measuring.adopt({ ...asked.room, works: [...asked.room.works, joined] } as Case))
  expect(measuring.written(measuring.asked as MeasureAsked)).toMatchObject({
    words: 'Later.',
    draft: { kind: 'sequence', order: ['b', 'c', 'a'] },
  })
})

it('takes two changes at once, and keeps each measure apart', () => {
  const asked = propose('2027-03-01')
  const counter: MeasureAsked = { ...asked, deed: 'counter', proposalId: 'p' }
  act(() => {
    measuring.write(asked, (now) => ({ ...now, draft: { ...now.draft, noDays: {} } }))
    measuring.write(asked, (now) => ({ ...now, words: 'Later.' }))
  })
  expect(measuring.written(asked).words).toBe('Later.')
  expect(measuring.written(counter).words).toBe('')
})

it('forgets what was sent', () => {
  const asked = propose('2027-03-01')
  act(() => measuring.ask(asked))
  act(() => measuring.draw('a'))
  act(() => measuring.write(asked, (now) => ({ ...now, words: 'Later.' })))
  act(() => measuring.sent(asked))
  expect(measuring).toMatchObject({ asked: null, drawnId: null, hasWords: false })
})
