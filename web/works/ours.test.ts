import { expect, it } from 'vitest'
import { pageName } from '../pages.ts'
import { nameOfOurs } from './ours.ts'

it.each([
  ['planner', 'nav.worksInArea'],
  ['admin', 'nav.worksInArea'],
  ['inspector', 'nav.worksInArea'],
  ['utility', 'nav.myWorks'],
  ['contractor', 'nav.myWorks'],
] as const)('the page of works is called by what it is for a %s', (role, name) => {
  expect(nameOfOurs({ role })).toBe(name)
})

it('a visitor finds it under the name that agencies know', () => {
  expect(nameOfOurs(null)).toBe('nav.myWorks')
  expect(pageName('/my-works', null)).toBe('nav.myWorks')
})
