import { defineConfig } from 'vitest/config'

const onDatabase = ['server/**/*.db.test.ts', 'seeds/**/*.db.test.ts']
const pure = {
  name: 'pure',
  include: ['{server,seeds,web,house}/**/*.test.{ts,tsx}'],
  exclude: [...onDatabase],
  testTimeout: 30_000,
}
/** The same tests, once on each engine. Both engines are shared by all files, so files run one after another. */
const engine = (name: 'embedded' | 'server') => ({
  name,
  include: onDatabase,
  globalSetup: [`testing/${name}-engine.ts`],
  fileParallelism: false,
  testTimeout: 30_000,
  hookTimeout: 60_000,
})

/** A person's ways through the running page, in a real browser. */
const walks = {
  name: 'walks',
  include: ['e2e/**/*.e2e.ts'],
  globalSetup: ['testing/running-service.ts'],
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
}

/** What a running service must survive: each ends with everything that was acknowledged still there. */
const faults = {
  name: 'faults',
  include: ['faults/**/*.fault.ts'],
  fileParallelism: false,
  testTimeout: 900_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    projects: [
      { test: pure },
      { test: engine('embedded') },
      { test: engine('server') },
      { test: faults },
      { test: walks },
    ],
  },
})
