import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { printDocument } from './print.ts'

let folder: string
/** Templates lie below `server/`, as the press sees nothing else. */
beforeAll(() => {
  folder = mkdtempSync(join(fileURLToPath(new URL('.', import.meta.url)), 'try-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(name: string, body: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#import "/documents/paper.typ": *\n#let data = given()\n#show: paper\n${body}`)
  return path
}

it('prints both languages from the given data, with nothing but our own fonts', async () => {
  const path = written('permit.typ', '#fact("Number", num(data.number), "الرقم").join() #period(data.valid)')
  const valid = { start: '2026-12-01', end: '2026-12-20' }
  const pdf = await printDocument(path, { number: 'KSA-P-2026-0000001', valid })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const fonts = [...pdf.toString('latin1').matchAll(/\/FontName\s*\/([\w+-]+)/g)].map(([, name]) => name)
  expect(fonts.length).toBeGreaterThan(0)
  expect(fonts.filter((name) => !name?.includes('IBMPlexSansArabic'))).toEqual([])
})

it('prints the same data as the same bytes', async () => {
  const path = written('same.typ', '#num(data.number)')
  const [first, second] = [await printDocument(path, { number: '1' }), await printDocument(path, { number: '1' })]
  expect(first.equals(second)).toBe(true)
})

it('takes data for data, whatever they look like', async () => {
  const path = written('plain.typ', '#assert(data.words.len() == 28) #data.words')
  const words = '#read("/documents/paper.typ")'.slice(0, 28)
  expect((await printDocument(path, { words })).subarray(0, 4).toString()).toBe('%PDF')
})

it('says what is wrong with a template to whoever reads the log, and goes on', async () => {
  await expect(printDocument(written('wrong.typ', '#data.nothing'), {})).rejects.toThrow(/wrong\.typ could not be set/)
  await expect(printDocument(written('outside.typ', '#read("/../package.json")'), {})).rejects.toThrow(
    /could not be set/,
  )
  expect((await printDocument(written('right.typ', 'نسق'), {})).subarray(0, 4).toString()).toBe('%PDF')
})

it('turns away who comes when too many wait', async () => {
  const path = written('many.typ', 'نسق')
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => printDocument(path, {})))
  const turned = all.filter((one) => one.status === 'rejected')
  expect(turned).toHaveLength(9)
  expect((turned[0] as PromiseRejectedResult).reason).toMatchObject({ statusCode: 503 })
})

it('is started anew when its process is gone', async () => {
  const path = written('again.typ', 'نسق')
  await printDocument(path, {})
  const presses = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)])
    .toString()
    .split('\n')
  const ours = presses.find((one) => one.includes('press-process'))
  process.kill(Number.parseInt(ours ?? '', 10), 'SIGKILL')
  const printed = await printDocument(path, {}).catch(() => printDocument(path, {}))
  expect(printed.subarray(0, 4).toString()).toBe('%PDF')
})
