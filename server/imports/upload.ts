import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { isMalformed } from '../http/form.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { sayImports } from './messages.ts'

export const mostBytes = 100 * 1024 * 1024
/** Of a mapping above all, in a form or by itself. */
export const mostFieldBytes = 256 * 1024
const longestName = 200
/** The folders of uploads, by machine and process, so that those of a process that ended can be told. */
const ours = `nasaq-import-${hostname()}-`

/** A file that came in, in a folder of its own, with the other members of its form. */
export interface Upload {
  path: string
  fileName: string
  fileBytes: number
  /** SHA-256 of the file, hexadecimal. */
  digest: string
  members: Record<string, string>
  /** Removes the file. */
  discard: () => Promise<void>
}

/** Takes in a multipart form with one file, which goes to the disk as it comes. */
export async function takeUpload(request: FastifyRequest): Promise<Outcome<Upload>> {
  if (!request.isMultipart()) return failed('media-type')
  const folder = await mkdtemp(join(tmpdir(), `${ours}${process.pid}-`))
  const discard = () => rm(folder, { recursive: true, force: true })
  try {
    const taken = await takeParts(request, join(folder, 'file'))
    if (taken.problem) await discard()
    return taken.problem ? taken : { value: { ...taken.value, discard } }
  } catch (error) {
    await discard()
    if (isMalformed(error)) return failed('validation')
    throw error
  }
}

/** Removes what processes of this machine left behind when they ended, and nothing of anybody else. */
export async function sweepUploads(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, id] = /^(\d+)-\w{6}$/.exec(name.startsWith(ours) ? name.slice(ours.length) : '') ?? []
    if (id === undefined) continue
    const folder = join(tmpdir(), name)
    const found = await stat(folder).catch(() => null)
    if (found?.uid !== process.getuid?.() || isInUse(Number(id), found?.mtimeMs ?? 0)) continue
    await rm(folder, { recursive: true, force: true })
  }
}

/** By a process that runs. In a container that is started again, ours may have the id of the one before. */
function isInUse(id: number, since: number): boolean {
  if (id === process.pid) return since >= performance.timeOrigin
  try {
    return process.kill(id, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function takeParts(request: FastifyRequest, path: string): Promise<Outcome<Omit<Upload, 'discard'>>> {
  const members: Record<string, string> = {}
  let fileName: string | null = null
  const hash = createHash('sha256')
  const limits = { fileSize: mostBytes, files: 1, fields: 10, fieldSize: mostFieldBytes }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (part.valueTruncated) return failed('too-large')
      members[part.fieldname] = typeof part.value === 'string' ? part.value : JSON.stringify(part.value)
      continue
    }
    await pipeline(part.file, hashing(hash), createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) return failed('too-large')
    fileName = (part.filename ?? '').slice(-longestName)
  }
  if (!fileName) return faultAt('file', sayImports('file_needed'))
  return { value: { path, fileName, fileBytes: (await stat(path)).size, digest: hash.digest('hex'), members } }
}

/** Passes a stream on as it comes, and adds it to a hash. */
function hashing(hash: Hash) {
  return async function* (stream: AsyncIterable<Buffer>) {
    for await (const piece of stream) {
      hash.update(piece)
      yield piece
    }
  }
}
