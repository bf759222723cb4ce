import type { FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { sayHttp } from './messages.ts'
import { failed, faultAt, type Outcome } from './problem.ts'

const longestField = 16 * 1024
const mostFields = 20

export interface Form {
  fields: Record<string, string>
  /** The bytes of the one file that the form may carry. */
  file: Buffer | null
}

/**
 * Reads a multipart form with at most one file, which must be the member `file`. A file past `fileBytes` is
 * answered with 413 by the parser itself.
 */
export async function readForm(
  request: FastifyRequest,
  { file, fileBytes }: { file: string; fileBytes: number },
): Promise<Outcome<Form>> {
  if (!request.isMultipart()) return failed('media-type')
  const form: Form = { fields: Object.create(null) as Record<string, string>, file: null }
  const limits = { fileSize: fileBytes, files: 1, fields: mostFields, fieldSize: longestField, parts: mostFields + 1 }
  let fault: Outcome<never> | null = null
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        if (part.fieldname === file) form.file = bytes.length > 0 ? bytes : null
        else fault ??= faultAt(part.fieldname, sayHttp('member.unknown', { name: part.fieldname }))
      } else if (part.valueTruncated) fault ??= faultAt(part.fieldname, sayHttp('member.long'))
      else if (part.fieldname in form.fields) fault ??= faultAt(part.fieldname, sayHttp('member.other'))
      else form.fields[part.fieldname] = String(part.value)
    }
  } catch (error) {
    if (isMalformed(error)) return failed('validation')
    throw error
  }
  return fault ?? { value: form }
}

/** The parser's own complaints about a broken body carry no status (`needle` is a boundary to it); all others know theirs. */
export function isMalformed(error: unknown): boolean {
  return (
    error instanceof Error &&
    !('statusCode' in error) &&
    /multipart|part header|boundary|needle|unexpected end/i.test(error.message)
  )
}

/**
 * Checks the fields of a form against a schema as an address is checked: text is read as a number where one is meant.
 * Throws what a wrong body throws, so that the answer is the same.
 */
export function typedFields<Schema extends TSchema>(
  request: FastifyRequest,
  fields: Record<string, string>,
  schema: Schema,
): Static<Schema> {
  const given: Record<string, unknown> = { ...fields }
  const check = request.compileValidationSchema(
    schema as Record<string, unknown>,
    'querystring',
  ) as unknown as FormCheck
  if (check(given)) return given as Static<Schema>
  throw Object.assign(new Error('the form is not valid'), {
    statusCode: 400,
    validation: check.errors,
    validationContext: 'body',
  })
}

interface FormCheck {
  (fields: Record<string, unknown>): boolean
  errors?: unknown[]
}
