import { describe, expect, it } from 'vitest'
import { languageOfPath, pagePath } from './page-path.ts'

describe('the page after a sign-in', () => {
  it.each([
    [undefined, '/'],
    ['', '/'],
    ['/', '/'],
    ['/works?lang=en&at=46.67,24.71,14#x', '/works?lang=en&at=46.67,24.71,14#x'],
    ['/works?q=//water', '/works?q=//water'],
    ['/draw/../works', '/works'],
    ['//evil.example', null],
    ['/\\evil.example', null],
    ['/\t/evil.example', null],
    ['/\n/evil.example', null],
    ['/.//evil.example', null],
    ['/works/..//evil.example', null],
    ['/%2e//evil.example', null],
    ['https://evil.example', null],
    ['https:/evil.example', null],
    ['javascript:alert(1)', null],
    ['evil.example', null],
    ['\\\\evil.example', null],
    [' //evil.example', null],
    ['@evil.example', null],
    ['/api/session/oidc', null],
    ['/works/../api/session', null],
    ['/docs', null],
    [`/${'x'.repeat(2000)}`, null],
  ])('asked for as %j is %j', (to, path) => expect(pagePath(to)).toBe(path))
})

describe('the language of a page', () => {
  it.each([
    ['/works?lang=en', 'en'],
    ['/?lang=ar', 'ar'],
    ['/?lang=fr', null],
    ['/works', null],
  ])('of %j is %j', (path, language) => expect(languageOfPath(path)).toBe(language))
})
