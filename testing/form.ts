/** A multipart form as `inject` sends it: text fields, and files by their name. */
export function formOf(fields: Record<string, string | { name: string; bytes: Buffer }>): {
  payload: Buffer
  headers: Record<string, string>
} {
  const boundary = '----nasaq-test-form'
  const parts = Object.entries(fields).flatMap(([member, value]) => {
    const isFile = typeof value !== 'string'
    const file = isFile ? `; filename="${value.name}"\r\nContent-Type: application/octet-stream` : ''
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${member}"${file}\r\n\r\n`
    return [Buffer.from(head), isFile ? value.bytes : Buffer.from(value), Buffer.from('\r\n')]
  })
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
