import { expect, it } from 'vitest'
import { entersField } from './beneath.ts'

it.each([
  ['/', '/field', true],
  ['/works', '/field/inspect?works=1&kind=final', true],
  ['/', '/field?lang=en', true],
  ['/field', '/field/outbox', false],
  ['/field/inspect', '/field', false],
  ['/field', '/', false],
  ['/', '/fields', false],
  ['/', '/works?sel=/field', false],
])('a way from %s to %s enters the field: %s', (from, to, enters) => expect(entersField(from, to)).toBe(enters))
