// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AskedDeedContext, type Keyed, useKeyedEvent } from './asked-deed.ts'
import type { EventName } from './draft.ts'

let root: Root
let forgotten: number
let event: EventName | null

function Buttons({ events, areKnown }: { events: readonly EventName[]; areKnown: boolean }) {
  event = useKeyedEvent({ worksId: 'ours', events, areKnown }).event
  return null
}

const shown = (asked: Keyed, events: readonly EventName[], areKnown = true) =>
  act(() =>
    root.render(
      <AskedDeedContext value={{ asked, onTaken: () => forgotten++ }}>
        <Buttons events={events} areKnown={areKnown} />
      </AskedDeedContext>,
    ),
  )

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  forgotten = 0
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => act(() => root.unmount()))

it('is the event that the key stands for, of the application it was asked for', async () => {
  await shown({ deed: 'decide', id: 'ours' }, ['return', 'grant'])
  expect([event, forgotten]).toEqual(['grant', 0])
  await shown({ deed: 'return', id: 'ours' }, ['return', 'grant'])
  expect([event, forgotten]).toEqual(['return', 0])
})

it('is nothing to another application, which does not forget it either', async () => {
  await shown({ deed: 'decide', id: 'theirs' }, ['return', 'approve'])
  expect([event, forgotten]).toEqual([null, 0])
})

it('waits for what is possible, and is forgotten where it is not', async () => {
  await shown({ deed: 'decide', id: 'ours' }, [], false)
  expect([event, forgotten]).toEqual([null, 0])
  await shown({ deed: 'decide', id: 'ours' }, ['return'])
  expect([event, forgotten]).toEqual([null, 1])
})
