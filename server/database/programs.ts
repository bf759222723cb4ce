import { type ChildProcess, spawn } from 'node:child_process'
import { Refused } from './refused.ts'

type Program = 'pg_dump' | 'pg_restore' | 'psql'

/** How PostgreSQL's own programs reach a database: the password is not among the arguments, which everybody on the machine can read. */
export function reaching(databaseUrl: string): { url: string; env: NodeJS.ProcessEnv } {
  const url = new URL(databaseUrl)
  const password = url.searchParams.get('password') ?? decodeURIComponent(url.password)
  url.searchParams.delete('password')
  url.password = ''
  return { url: url.href, env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) } }
}

/** A program that runs, and its end: resolves with what it printed, rejects with what it complained of. */
interface Running {
  child: ChildProcess
  end: Promise<string>
}

/** Starts one of PostgreSQL's programs; `piped` where what it prints is taken by another. */
export function start(program: Program, args: readonly string[], env: NodeJS.ProcessEnv, piped = false): Running {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let printed = ''
  let complained = ''
  if (!piped) child.stdout.on('data', (text: Buffer) => (printed += text.toString()))
  child.stderr.on('data', (text: Buffer) => (complained += text.toString()))
  // what goes to a program that has ended is told by its end
  child.stdin.on('error', () => undefined)
  const end = new Promise<string>((done, fail) => {
    child.once('error', (error: NodeJS.ErrnoException) => fail(error.code === 'ENOENT' ? missing(program) : error))
    child.once('close', (code) => (code === 0 ? done(printed) : fail(failed(program, complained))))
  })
  return { child, end }
}

/** Runs a program that needs nothing from us. */
export function run(program: Program, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { child, end } = start(program, args, env)
  child.stdin?.end()
  return end
}

function missing(program: Program): Refused {
  return new Refused(
    `${program} is not on the PATH. Backups of a PostgreSQL server need its own programs pg_dump, pg_restore and psql, of the \
server’s version or newer (Debian: apt-get install postgresql-client).`,
  )
}

function failed(program: Program, complained: string): Refused {
  return new Refused(`${program} failed:\n${complained.trim()}`)
}
