import { expect, it } from 'vitest'
import { csvLine } from './rules.ts'

it.each([
  [['شارع', 12, null], 'شارع,12,\r\n'],
  [['=1+1', '+966', '-2', '@a', '\tb'], `'=1+1,'+966,'-2,'@a,'\tb\r\n`],
  [[-2], '-2\r\n'],
  [['a,b', 'a"b', 'a\nb', 'a;b', ' a'], '"a,b","a""b","a\nb","a;b"," a"\r\n'],
] as const)('%j', (cells, line) => expect(csvLine(cells)).toBe(line))
