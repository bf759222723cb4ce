import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureTemplate } from '../server/database/template.ts'
import { type Line, median, milliseconds } from './table.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const rounds = 3
const mostMegabytes = 700

interface Memory {
  service: number
  engine: number
}

interface Opened {
  milliseconds: number
  memory?: Memory
}

/** Opens the engine alone and closes it again: milliseconds until it answers. */
async function openBare(dataDir: string, template?: string): Promise<Opened> {
  const start = performance.now()
  const program = join(root, 'bench/bare-engine.ts')
  const child = fork(program, template ? [dataDir, template] : [dataDir], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise<void>((done, fail) => {
    child.once('message', () => done())
    child.once('exit', (code) => fail(new Error(`the bare engine ended (${code})`)))
  })
  const spent = performance.now() - start
  const gone = ended(child)
  child.send({ stop: true })
  await gone
  return { milliseconds: spent }
}

/** Starts the service as `npm start` does and ends it: milliseconds until it says that it is ready, and its memory after some use. */
async function openService(dataDir: string): Promise<Opened> {
  const start = performance.now()
  const env = { ...process.env, PORT: '0', NASAQ_DATA_DIR: dataDir, NASAQ_DEMO: '1', DATABASE_URL: '' }
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const address = await greeted(child)
  const answer = await fetch(`${address}/api/ready`)
  const spent = performance.now() - start
  if (!answer.ok) throw new Error(`not ready: ${answer.status}`)
  await use(address)
  const memory = memoryUnder(child.pid ?? 0)
  const gone = ended(child)
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await gone
  return { milliseconds: spent, memory }
}

/** What a page asks for when it opens and moves about: the service has done its work when its memory is looked at. */
async function use(address: string): Promise<void> {
  const tiles = 'municipalities,places,streets,parcels,buildings,works,footprints,works_cells,reports,opportunities'
  const { items } = (await (await fetch(`${address}/api/works?limit=500`)).json()) as { items: { centre: number[] }[] }
  for (const { centre } of items.slice(0, 40))
    for (const zoom of [12, 14, 16]) {
      const n = 2 ** zoom
      const [lng = 0, lat = 0] = centre
      const x = Math.floor(((lng + 180) / 360) * n)
      const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n)
      await (await fetch(`${address}/tiles/${tiles}/${zoom}/${x}/${y}.mvt`)).arrayBuffer()
    }
}

function greeted(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString()
      const address = /http:\/\/\S+/.exec(said)
      if (address && said.includes('Database')) done(address[0])
    })
    child.once('exit', (code) => fail(new Error(`npm start ended (${code})`)))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => child.once('exit', () => done()))
}

interface Running {
  parent: number
  megabytes: number
  program: string
}

/** Resident megabytes of the service and of its engine among the processes below `top`. */
function memoryUnder(top: number): Memory {
  const text = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args=']).toString()
  const all = new Map<number, Running>()
  for (const line of text.split('\n')) {
    const [, pid, parent, kilobytes, program = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    if (pid) all.set(Number(pid), { parent: Number(parent), megabytes: Number(kilobytes) / 1024, program })
  }
  const isBelow = (pid: number): boolean => pid === top || (all.has(pid) && isBelow(all.get(pid)?.parent ?? 0))
  const ours = [...all].filter(([pid]) => isBelow(pid)).map(([, running]) => running)
  const of = (file: string) =>
    Math.max(0, ...ours.filter(({ program }) => program.includes(file)).map(({ megabytes }) => megabytes))
  return { service: of('server/start.ts'), engine: of('embedded-process') }
}

/** The start of the service beside the opening of the engine it stands on, turn by turn, and what it then holds. */
export async function startLines(onEnd: (end: () => void) => void): Promise<Line[]> {
  const template = await ensureTemplate()
  const folder = mkdtempSync(join(tmpdir(), 'nasaq-start-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  await openService(join(folder, 'warm'))
  const times = { first: [] as Opened[], later: [] as Opened[], bareFirst: [] as Opened[], bareLater: [] as Opened[] }
  for (let round = 0; round < rounds; round++) {
    const [own, bare] = [join(folder, `own-${round}`), join(folder, `bare-${round}`)]
    times.bareFirst.push(await openBare(bare, template))
    times.first.push(await openService(own))
    times.bareLater.push(await openBare(bare))
    times.later.push(await openService(own))
  }
  const of = (all: readonly Opened[]) => median(all.map((one) => one.milliseconds))
  const line = (what: string, ours: number, against: number, most: number): Line => ({
    what,
    ours: milliseconds(ours),
    against: milliseconds(against),
    figure: ours / against,
    reach: { most },
  })
  return [
    line('npm start to ready, first time; bare engine from the template', of(times.first), of(times.bareFirst), 2.5),
    line('npm start to ready, later; bare engine on its folder', of(times.later), of(times.bareLater), 1.5),
    memoryLine([...times.first, ...times.later]),
  ]
}

function memoryLine(all: readonly Opened[]): Line {
  const most = (part: keyof Memory) => Math.max(...all.map(({ memory }) => memory?.[part] ?? 0))
  return {
    what: 'memory of the server process after a page’s worth of use, embedded demo; its engine',
    ours: `${Math.round(most('service'))} MB`,
    against: `${Math.round(most('engine'))} MB`,
    figure: most('service'),
    unit: 'MB',
    reach: { most: mostMegabytes },
  }
}
