import { defineConfig } from 'vitest/config'
import { enginesAtOnce } from './testing/side-by-side.ts'

const onDatabase = ['server/**/*.db.test.ts', 'seeds/**/*.db.test.ts']
/** On a busy machine a second, which is the usual, is soon over. */
const expect = { poll: { timeout: 20_000 } }
const pure = {
  name: 'pure',
  include: ['{server,seeds,web,house}/**/*.test.{ts,tsx}'],
  exclude: [...onDatabase],
  maxWorkers: enginesAtOnce,
  testTimeout: 30_000,
  expect,
}
/**
 * The same tests, once on each kind of engine: two files side by side, each with an engine that no other uses meanwhile.
 * The files of a worker share its process, as taking in the service anew for each was most of the time of the short ones.
 */
const engine = (name: 'embedded' | 'server', groupOrder: number) => ({
  name,
  include: onDatabase,
  globalSetup: [`testing/${name}-engine.ts`],
  maxWorkers: enginesAtOnce,
  isolate: false,
  sequence: { groupOrder },
  // what a test leaves in the middle holds up the files after it: on a busy machine it is given its time
  testTimeout: 90_000,
  hookTimeout: 120_000,
  expect,
})

/** A person's ways through the running page, in a real browser. */
const walks = {
  name: 'walks',
  include: ['e2e/**/*.e2e.ts'],
  globalSetup: ['testing/running-service.ts'],
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect,
  // a browser that draws in software may miss a moment on a busy machine: what fails twice fails, and a second try is said
  retry: 1,
}

/** What a running service must survive: each ends with everything that was acknowledged still there. */
const faults = {
  name: 'faults',
  include: ['faults/**/*.fault.ts'],
  fileParallelism: false,
  testTimeout: 900_000,
  hookTimeout: 120_000,
  expect,
}

export default defineConfig({
  test: {
    projects: [
      { test: pure },
      { test: engine('embedded', 1) },
      { test: engine('server', 2) },
      { test: faults },
      { test: walks },
    ],
  },
})
