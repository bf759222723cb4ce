import { describe, expect, it } from 'vitest'
import {
  known,
  listed,
  opening,
  parseSearch,
  readAddress,
  readPlace,
  stringifySearch,
  toggled,
  travelling,
  writePlace,
} from './address.ts'

describe('reading an address', () => {
  it('begins in Arabic and keeps English', () => {
    expect(readAddress({}).lang).toBe('ar')
    expect(readAddress({ lang: 'en' }).lang).toBe('en')
    expect(readAddress({ lang: 'fr' }).lang).toBe('ar')
  })

  it.each([
    ['2026-11-24', '2026-12-07', { from: '2026-11-24', to: '2026-12-07' }],
    ['2026-02-30', '2026-12-07', { to: '2026-12-07' }],
    ['2026-12-07', '2026-11-24', { from: '2026-12-07' }],
    ['2026-11-24', '2026-11-24', { from: '2026-11-24', to: '2026-11-24' }],
  ])('takes the window %s to %s for what it is', (from, to, expected) => {
    expect(readAddress({ from, to })).toEqual({ lang: 'ar', ...expected })
  })

  it('leaves out what it does not understand', () => {
    expect(readAddress({ at: 'nowhere', view: 'sideways', q: 12, sel: '', colour: 'red' })).toEqual({ lang: 'ar' })
    expect(readAddress({ q: 'x'.repeat(201) })).toEqual({ lang: 'ar' })
    // the corners of an area take more room
    const ground = Array(60).fill('46.70001,24.70001').join(';')
    expect(readAddress({ ground })).toEqual({ lang: 'ar', ground })
    expect(readAddress({ ground: 'x'.repeat(1201) })).toEqual({ lang: 'ar' })
  })

  it.each([
    ['/field/outbox?lang=ar', '/field/outbox?lang=ar'],
    ['/field', '/field'],
    ['/field/inspect?visit=a&works=b#top', '/field/inspect?visit=a&works=b'],
    ['/violations?lang=ar&sel=a', '/violations?lang=ar&sel=a'],
    ['/office/plan', '/office/plan'],
    ['/assets?lang=ar', '/assets?lang=ar'],
    ['/?sel=a&with=b', '/?sel=a&with=b'],
    ['/fieldwork', undefined],
    ['/sign-in?back=/works', undefined],
    ['/api/session/oidc/leave', undefined],
    ['/violations/../api/session/oidc/leave', undefined],
    ['/field/../api/session/oidc/leave', undefined],
    ['/field/%2e%2e/api/session/oidc/leave', undefined],
    ['//field', undefined],
    ['//elsewhere.example/field', undefined],
    ['/\\elsewhere.example/field', undefined],
    ['/\t/elsewhere.example/field', undefined],
    ['/\t/[', undefined],
    ['/field/..//elsewhere.example/field', undefined],
    ['https://elsewhere.example/field', undefined],
    ['javascript:alert(1)//field', undefined],
    [`/field?q=${'a'.repeat(600)}`, undefined],
    [7, undefined],
  ])('leads back to a page that is signed in for, and nowhere else: %j', (back, expected) => {
    expect(readAddress({ back }).back).toBe(expected)
    expect(travelling(readAddress({ back })).back).toBeUndefined()
  })

  it('reads a place and writes it again', () => {
    expect(readPlace('50.15013,20.35112,14.91')).toEqual({ lng: 50.15013, lat: 20.35112, zoom: 14.91 })
    expect(writePlace({ lng: 50.150_134_9, lat: 20.351_12, zoom: 14.914 })).toBe('50.15013,20.35112,14.91')
    expect(readPlace('181,0,3')).toBeNull()
    expect(readPlace('0,86,3')).toBeNull()
    expect(readPlace('0,0')).toBeNull()
    expect(readPlace(undefined)).toBeNull()
  })
})

describe('lists in an address', () => {
  it('adds a word, takes it out, and leaves nothing behind', () => {
    expect(toggled(undefined, 'water')).toBe('water')
    expect(toggled('water', 'gas')).toBe('water,gas')
    expect(toggled('water,gas', 'water')).toBe('gas')
    expect(toggled('water', 'water')).toBeUndefined()
    expect(listed('a,,b')).toEqual(['a', 'b'])
    expect(known('gas,moon,water', ['water', 'gas', 'sewer'])).toEqual(['water', 'gas'])
  })
})

describe('the query string', () => {
  it('is plain pairs, readable and typable', () => {
    expect(stringifySearch({ lang: 'ar', at: '50.1,20.3,14', q: 'كابل', sel: undefined })).toBe(
      `?lang=ar&at=50.1,20.3,14&q=${encodeURIComponent('كابل')}`,
    )
    expect(parseSearch('?lang=en&q=2026')).toEqual({ lang: 'en', q: '2026' })
    expect(stringifySearch({})).toBe('')
  })

  it('comes back as it went', () => {
    const address = readAddress({ lang: 'en', from: '2026-11-24', at: '50.1,20.3,14', status: 'planned,permitted' })
    expect(readAddress(parseSearch(stringifySearch({ ...address })))).toEqual(address)
  })

  it('carries only place, time, layers and language from page to page', () => {
    const address = readAddress({
      lang: 'en',
      at: '50.1,20.3,14',
      sel: 'x',
      agency: 'water',
      from: '2026-11-24',
      show: 'reports',
    })
    expect(travelling(address)).toEqual({ lang: 'en', at: '50.1,20.3,14', from: '2026-11-24', show: 'reports' })
    expect(opening('KSA-R-1', address, false)).toEqual({ ...travelling(address), sel: 'KSA-R-1' })
    expect(opening('KSA-R-1', address, true)).toEqual({ ...address, sel: 'KSA-R-1' })
  })
})

describe('a filter of many', () => {
  it('keeps as many agencies as a city has', () => {
    const agency = Array.from({ length: 60 }, (_, at) => `agency-${at}`).join(',')
    expect(readAddress({ agency }).agency).toBe(agency)
    expect(readAddress({ q: agency }).q).toBeUndefined()
  })
})
