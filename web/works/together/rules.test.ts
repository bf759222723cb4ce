import { describe, expect, it } from 'vitest'
import { amongThem, asMembers, chosenOf, mostTogether, toggledAmong } from './rules.ts'

const many = Array.from({ length: mostTogether }, (_, index) => `w${index}`)

describe('works side by side', () => {
  it.each([
    ['none where none is open', {}, []],
    ['none beside nothing', { with: 'b' }, []],
    ['the one that is open', { sel: 'a' }, ['a']],
    ['each once', { sel: 'a', with: 'b,a,c,b' }, ['a', 'b', 'c']],
    ['no more than fit', { sel: 'a', with: many.join(',') }, ['a', ...many.slice(0, -1)]],
  ])('are %s', (_, address, chosen) => expect(chosenOf(address)).toEqual(chosen))

  it.each([
    ['added at the end', ['a', 'b'], 'c', ['a', 'b', 'c']],
    ['taken out where it is among them', ['a', 'b', 'c'], 'b', ['a', 'c']],
    ['left out where there is no room', many, 'x', many],
  ])('one is %s', (_, chosen, id, after) => expect(toggledAmong(chosen, id)).toEqual(after))

  it('stand in the address, and nothing is left of them where the last is taken out', () => {
    expect(asMembers(['a', 'b', 'c'])).toEqual({ sel: 'a', with: 'b,c' })
    expect(asMembers(['a'])).toEqual({ sel: 'a', with: undefined })
    expect(asMembers([])).toEqual({ sel: undefined, with: undefined })
  })

  it('meet where both works of a conflict are among them, and each conflict is told once', () => {
    const conflict = (id: string, a: string, b: string) => ({ id, worksA: { id: a }, worksB: { id: b } })
    const [inside, outside] = [conflict('1', 'a', 'b'), conflict('2', 'a', 'x')]
    expect(amongThem([inside, outside, inside], ['a', 'b', 'c'])).toEqual([inside])
  })
})
