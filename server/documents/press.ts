import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = fileURLToPath(new URL('./press-process.ts', import.meta.url))

/** What is to be printed: the template's path, and the data as JSON. */
export interface Order {
  id: number
  path: string
  data: string
}

export type Delivery = { id: number; pdf: Uint8Array; fault?: never } | { id: number; pdf?: never; fault: string }

/** Milliseconds in which any document is printed; one that takes longer goes round in circles. */
const patience = 30_000

/**
 * The process that sets documents. It is started with the first, kept for the next, ended when one outlives its patience,
 * and started anew after that: what a typesetter does with a strange shape takes nobody else along. It ends with us.
 */
export class Press {
  #child: ChildProcess | undefined
  #last = 0

  print(template: string, data: object): Promise<Buffer> {
    this.#last += 1
    const order: Order = { id: this.#last, path: template, data: JSON.stringify(data) }
    const child = this.#start()
    return new Promise<Buffer>((done, fail) => {
      const settle = (end: () => void) => {
        clearTimeout(limit)
        child.off('message', heard).off('exit', broken).off('error', broken)
        end()
      }
      const heard = (delivery: Delivery) => {
        if (delivery.id !== order.id) return
        settle(() => {
          if (delivery.pdf) done(Buffer.from(delivery.pdf))
          else fail(new Error(`The document ${order.path} could not be set: ${delivery.fault}`))
        })
      }
      const broken = () => settle(() => fail(new Error(`The press broke down over ${order.path}.`)))
      const limit = setTimeout(() => child.kill('SIGKILL'), patience)
      child.on('message', heard).once('exit', broken).once('error', broken)
      child.send(order, (error) => error && broken())
    })
  }

  #start(): ChildProcess {
    if (this.#child) return this.#child
    const child = fork(program, [], {
      cwd: root,
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const gone = () => {
      if (this.#child === child) this.#child = undefined
    }
    // for as long as it lives: an error that nobody hears ends us, and one that is being ended may still fail
    child.once('exit', gone).on('error', gone)
    // an idle press keeps nobody from ending
    child.unref()
    child.channel?.unref()
    this.#child = child
    return child
  }
}
