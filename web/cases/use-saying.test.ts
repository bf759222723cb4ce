import { describe, expect, it } from 'vitest'
import type { Route } from '../../server/geo/contract.ts'
import { emptyMessage, unsent } from './use-saying.ts'

const photo = new File(['x'], 'pit.jpg')
const sketch: Route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.8, 24.7]] } // biome-ignore format: one line
const sent = { text: 'We dig after you.', photo, sketch }

describe('what is left of a message once it is sent', () => {
  it('is nothing where nothing was added', () => expect(unsent(sent, sent)).toEqual(emptyMessage))
  it('is what was written on meanwhile', () =>
    expect(unsent({ ...sent, text: 'We dig after you. On Sunday?' }, sent)).toEqual({
      ...emptyMessage,
      text: 'On Sunday?',
    }))
  it('is all of it where it was written anew, and another photo or sketch', () => {
    const next = { text: 'Wait.', photo: new File(['y'], 'road.jpg'), sketch: { ...sketch } }
    expect(unsent(next, sent)).toEqual(next)
  })
})
