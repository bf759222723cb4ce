import { describe, expect, it } from 'vitest'
import { outlived, wayOf } from './ways.ts'

const files = new Set(['/index.html', '/first-paint.js', '/field-ar.webmanifest'])

describe('a request', () => {
  it.each([
    ['/field', true, 'GET', 'page'],
    ['/field/inspect', true, 'GET', 'page'],
    ['/field', true, 'POST', null],
    ['/assets/App-1.js', false, 'GET', 'file'],
    ['/first-paint.js', false, 'GET', 'file'],
    ['/icon.svg', false, 'GET', null],
    ['/tiles/streets/14/1/2.mvt', false, 'GET', 'tile'],
    ['/tiles/streets.json', false, 'GET', null],
    ['/api/session', false, 'GET', null],
    ['/api/inspections', false, 'POST', null],
    ['/api/field/area', false, 'GET', null],
    ['/api/live', false, 'GET', null],
  ])('of %s is answered its way', (pathname, isNavigation, method, way) => {
    expect(wayOf({ pathname, isNavigation, method }, files)).toBe(way)
  })
})

it.each([
  [[], []],
  [['nasaq-field-b'], []],
  [['nasaq-field-a', 'nasaq-field-b'], []],
  [['nasaq-field-0', 'nasaq-area-x', 'nasaq-field-a', 'other', 'nasaq-field-b'], ['nasaq-field-0']],
])('of %j the ones before the version before are outlived', (names, gone) => {
  expect(outlived(names, 'b')).toEqual(gone)
})
