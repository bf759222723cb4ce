import { type ChildProcess, spawn } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './requirements.ts'

const flags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

/** The browser of walks and benchmarks, which draws without a graphics card and asks nobody by itself. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is not installed')
  return chromium.launch({ executablePath, args: flags })
}

/** A browser with a profile that outlives it, as a process of its own that can be killed as a battery kills it. */
export async function startBrowserIn(profile: string): Promise<{ browser: Browser; kill: () => Promise<void> }> {
  const executable = findChromium()
  if (!executable) throw new Error('Chromium is not installed')
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  const child = spawn(executable, [...flags, ...own], { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const browser = await chromium.connectOverCDP(await debuggingAddress(child))
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    browser,
    kill: () => {
      // a battery takes all of its processes at once: those that are left write into its profile for a while
      if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL')
      return gone
    },
  }
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = ''
    child.once('exit', () => fail(new Error(printed)))
    child.stderr?.on('data', (text: Buffer) => {
      printed += text.toString()
      const [, found] = /DevTools listening on (ws:\S+)/.exec(printed) ?? []
      if (found) done(found)
    })
  })
}
