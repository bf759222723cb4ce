import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serviceSecret } from './secret.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

it('is the one that was named, and then nothing is written', () => {
  expect(serviceSecret('a'.repeat(32), dataDir)).toBe('a'.repeat(32))
  expect(readdirSync(dataDir)).toEqual([])
})

it('is made once, for its owner alone, and leaves nothing beside it', () => {
  const made = serviceSecret(undefined, dataDir)
  expect(made).toMatch(/^[\w-]{43}$/)
  expect(serviceSecret(undefined, dataDir)).toBe(made)
  expect(readdirSync(dataDir)).toEqual(['secret'])
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
})

it.each(['', '\n', 'half of a secr'])('that was cut off (%j) is refused, in words, and stays as it is', (cut) => {
  const path = join(dataDir, 'secret')
  writeFileSync(path, cut)
  expect(() => serviceSecret(undefined, dataDir)).toThrow(/at least 32 are needed: it was cut off/)
  expect(readFileSync(path, 'utf8')).toBe(cut)
})

it('is not there where it could not be written', () => {
  const path = join(dataDir, 'not-there')
  expect(() => serviceSecret(undefined, path)).toThrow(/ENOENT/)
  mkdirSync(path)
  expect(serviceSecret(undefined, path)).toHaveLength(43)
})

it('is whole and the same for all of many processes that start at once', async () => {
  const module = fileURLToPath(new URL('./secret.ts', import.meta.url))
  const ask = `import(${JSON.stringify(module)}).then(({ serviceSecret }) => process.stdout.write(serviceSecret(undefined, ${JSON.stringify(dataDir)})))`
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', ask])),
  )
  const [first] = answers
  expect(first?.stdout).toHaveLength(43)
  expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1)
  expect(readdirSync(dataDir)).toEqual(['secret'])
})

it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'on a disk that is full is not half made: the start that finds room makes it whole',
  async () => {
    const module = fileURLToPath(new URL('./secret.ts', import.meta.url))
    const ask = `import(${JSON.stringify(module)}).then(({ serviceSecret }) => serviceSecret(undefined, ${JSON.stringify(dataDir)}))`
    // a limit of the size of files, as a full disk: the file can be made, and nothing written into it
    const limited = promisify(execFile)(
      'sh',
      ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, '--import', 'tsx', '-e', ask],
      {
        env: { ...process.env, TSX_DISABLE_CACHE: '1' },
      },
    )
    await expect(limited).rejects.toThrow()
    expect(readdirSync(dataDir).filter((name) => name === 'secret')).toEqual([])
    expect(serviceSecret(undefined, dataDir)).toHaveLength(43)
  },
)
