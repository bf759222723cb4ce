import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Starts a program of the benchmark; ready when it has told its port. */
export function served(program: string, args: string[]): Promise<{ port: number; child: ChildProcess }> {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = fork(path, args, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`${program} ended (${code})`)))
    child.once('message', ({ port }: { port: number }) => done({ port, child }))
  })
}
