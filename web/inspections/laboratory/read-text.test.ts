import { expect, it } from 'vitest'
import { readText } from './read-text.ts'

const word = 'الختم'
const bytes = (...given: number[]) => new Uint8Array(given).buffer

it.each([
  ['UTF-8', new TextEncoder().encode(word).buffer, word],
  ['Windows-1256', bytes(0xc7, 0xe1, 0xce, 0xca, 0xe3), word],
  ['UTF-16 with its mark', bytes(0xff, 0xfe, 0x27, 0x06, 0x44, 0x06, 0x2e, 0x06, 0x2a, 0x06, 0x45, 0x06), word],
  ['nothing', bytes(), ''],
  ['a workbook, which is no text', bytes(0x50, 0x4b, 0x03, 0x04, 0x00, 0x00), null],
])('reads %s', (_name, file, text) => expect(readText(file as ArrayBuffer)).toBe(text))
