/** A multipart form for `inject`: its text members, and one file as the member `file`. */
export function uploadForm(
  members: Record<string, string>,
  file: { name: string; content: string | Buffer } | null,
): { headers: Record<string, string>; payload: Buffer } {
  const boundary = 'form-of-a-test'
  const part = (head: string, content: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ])
  const parts = [
    ...(file ? [part(`name="file"; filename="${file.name}"\r\nContent-Type: application/geo+json`, file.content)] : []),
    ...Object.entries(members).map(([name, value]) => part(`name="${name}"`, value)),
    Buffer.from(`--${boundary}--\r\n`),
  ]
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: Buffer.concat(parts) }
}
