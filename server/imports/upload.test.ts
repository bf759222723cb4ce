import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { sweepUploads } from './upload.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folderOf(pid: number, machine = hostname()): string {
  const folder = mkdtempSync(join(tmpdir(), `nasaq-import-${machine}-${pid}-`))
  made.push(folder)
  return folder
}

it('removes the uploads of processes that ended, and of none that runs or of another machine', async () => {
  const ended = spawnSync(process.execPath, ['--version']).pid
  const [gone, running, ours, elsewhere] = [
    folderOf(ended),
    folderOf(process.ppid),
    folderOf(process.pid),
    folderOf(ended, 'another-machine'),
  ]
  await sweepUploads()
  expect([gone, running, ours, elsewhere].map((folder) => existsSync(folder))).toEqual([false, true, true, true])
})

it('removes what is older than this process under its own id: in a container the ids come again', async () => {
  const before = folderOf(process.pid)
  utimesSync(before, 0, 0)
  await sweepUploads()
  expect(existsSync(before)).toBe(false)
})
