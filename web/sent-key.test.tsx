// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { useSentKey } from './sent-key.ts'

let keyOf: ReturnType<typeof useSentKey> = () => ''
function Form({ times }: { times: number }) {
  keyOf = useSentKey()
  return times
}

it('what is sent again has the key that it had, and what is another thing has another', () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const root = createRoot(document.createElement('div'))
  const photo = new File(['light'], 'shot.jpg')
  act(() => root.render(<Form times={1} />))
  const first = keyOf(photo, 46.7, 'note')
  act(() => root.render(<Form times={2} />))
  expect(keyOf(photo, 46.7, 'note')).toBe(first)
  expect(keyOf(new File(['light'], 'shot.jpg'), 46.7, 'note')).not.toBe(first)
  const other = keyOf(photo, 46.8, 'note')
  expect(other).not.toBe(first)
  expect(keyOf(photo, 46.8, 'note')).toBe(other)
  expect(keyOf(photo, 46.8)).not.toBe(other)
  act(() => root.unmount())
})
