/** `npm test`: everything that this machine can run; what it cannot is named in the closing lines, and fails where CI=true. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requirements } from './requirements.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const all = ['pure', 'embedded', 'server', 'faults', 'walks']
const missing = requirements().filter(({ isThere }) => !isThere)
const left = new Set(missing.flatMap(({ projects }) => projects))
const isNamed = process.argv.some((word) => word.startsWith('--project'))
const asked = isNamed ? [] : all.filter((project) => !left.has(project))
const projects = asked.flatMap((project) => ['--project', project])

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const run = spawnSync(process.execPath, [vitest, 'run', ...projects, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
for (const { words } of missing) process.stdout.write(`Not run, because it is not installed: ${words}\n`)
const isStrict = process.env.CI === 'true' && missing.length > 0
process.exitCode = run.status === 0 && !isStrict ? 0 : 1
