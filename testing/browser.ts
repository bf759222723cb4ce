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
