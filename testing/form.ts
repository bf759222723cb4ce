/** A grey photo of a few pixels, for what is sent with one. */
export const aPhoto = {
  name: 'a.jpg',
  bytes: Buffer.from(
    [
      '/9j/2wBDABQUFBQVFBcZGRcfIh4iHy4rJycrLkYyNjI2MkZqQk5CQk5Cal5yXVZdcl6phXZ2hanDpJukw+zT0+z/////////2wBD',
      'ARQUFBQVFBcZGRcfIh4iHy4rJycrLkYyNjI2MkZqQk5CQk5Cal5yXVZdcl6phXZ2hanDpJukw+zT0+z/////////wgARCAAIAAgD',
      'ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIQAxAAAACwf//EABQQ',
      'AQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAT8Af//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8Af//EABQRAQAAAAAAAAAA',
      'AAAAAAAAAAD/2gAIAQMBAT8Af//Z',
    ].join(''),
    'base64',
  ),
}

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
