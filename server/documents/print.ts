import { fileURLToPath } from 'node:url'
import { Turns } from '../media/turns.ts'
import { Press } from './press.ts'

/** A Typst template that stands beside its feature, by its path on disk. */
export type Template = string

/** `template(import.meta.url, 'permit.typ')`: the template beside the module. */
export function template(moduleUrl: string, file: string): Template {
  return fileURLToPath(new URL(file, moduleUrl))
}

/** Several documents wait for one press: it takes milliseconds for a page, and a page on two cores is no faster. */
const turns = new Turns({ atOnce: 1, waiting: 50 })
const press = new Press()

/**
 * Prints a document as PDF: the template reads `data` with `#let data = given()` of `/documents/paper.typ`. In a process of
 * its own, without the network, from the fonts that come with us and nothing else. What goes wrong is thrown, and tells the
 * client nothing; where too many wait, the error asks for another try later (503).
 */
export async function printDocument(template: Template, data: object): Promise<Buffer> {
  const printed = await turns.take(() => press.print(template, data))
  if (printed !== 'full') return printed
  throw Object.assign(new Error('Too many documents wait to be printed.'), { statusCode: 503 })
}
